"use client";

import { useId, useRef, useState, type PointerEvent } from "react";
import { useTranslations } from "@/components/language/translations";
import type { Translator } from "@/lib/messages/translator";
import type { ImageLimits } from "@/lib/models/image-rules";
import { croppedToRatio, paddedToRatio, type Size } from "@/lib/references/fit-size";
import type { RatioFit } from "@/lib/references/source";

type Picture = Size & { previewUrl: string };
type Props = { picture: Picture; bounds: ImageLimits; fit: RatioFit; onPosition: (position: number) => void };

const STAGE_PX = 224;
/** As large as the stage lets it be, in its own shape. */
const shaped = ({ width, height }: Size) => ({ aspectRatio: `${width} / ${height}`, width: `min(100%, ${(STAGE_PX * width) / height}px)` });
const part = (of: number, whole: number): string => `${(of / whole) * 100}%`;

export function FitPreview({ picture, bounds, fit, onPosition }: Props) {
  return (
    <div className="flex h-56 shrink-0 items-center justify-center">
      {fit.kind === "crop" ? <Cropped picture={picture} bounds={bounds} position={fit.position} onPosition={onPosition} /> : <Padded picture={picture} bounds={bounds} fill={fit.fill} />}
    </div>
  );
}

function Cropped({ picture, bounds, position, onPosition }: Omit<Props, "fit"> & { position: number }) {
  const t = useTranslations();
  const { width, height, previewUrl } = picture;
  const kept = croppedToRatio(picture, bounds, position);
  const isWide = kept.width < width;
  const range = useRef<HTMLInputElement>(null);
  const grip = useRef<{ at: number; position: number } | null>(null);
  const labelId = useId();
  const pointOf = ({ clientX, clientY }: PointerEvent) => (isWide ? clientX : clientY);

  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!grip.current) return;
    const { clientWidth, clientHeight } = event.currentTarget;
    const travelPx = isWide ? clientWidth * (1 - kept.width / width) : clientHeight * (1 - kept.height / height);
    const moved = grip.current.position + (pointOf(event) - grip.current.at) / travelPx;
    onPosition(Math.min(1, Math.max(0, moved)));
  };
  const end = () => {
    grip.current = null;
  };

  return (
    <div className="flex size-full flex-col items-center justify-center gap-3">
      <div
        style={isWide ? shaped(picture) : { ...shaped(picture), width: undefined, height: STAGE_PX - 40 }}
        className="relative touch-none overflow-hidden rounded-frame select-none"
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          grip.current = { at: pointOf(event), position };
          /** So that the arrow keys go on from where the hand let go. */
          range.current?.focus({ preventScroll: true });
        }}
        onPointerMove={drag}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <img src={previewUrl} alt="" draggable={false} className="size-full" />
        <div
          style={{ left: part(kept.x, width), top: part(kept.y, height), width: part(kept.width, width), height: part(kept.height, height) }}
          className="absolute cursor-grab border-2 border-plate-ink shadow-[0_0_0_2000px_rgb(0_0_0/0.6)] active:cursor-grabbing"
        />
      </div>
      <label className="flex w-full items-center gap-3 text-label">
        <span id={labelId} className="shrink-0">{t("references.fit.kept")}</span>
        <input
          ref={range}
          type="range"
          min={0}
          max={100}
          value={Math.round(position * 100)}
          aria-labelledby={labelId}
          aria-valuetext={placeWords(t, position, isWide)}
          onChange={({ currentTarget }) => onPosition(Number(currentTarget.value) / 100)}
          className="h-6 grow accent-ink touch:h-11"
        />
      </label>
    </div>
  );
}

function placeWords(t: Translator, position: number, isWide: boolean): string {
  if (position === 0.5) return t("references.fit.middle");
  const side = position < 0.5 ? (isWide ? "left" : "top") : isWide ? "right" : "bottom";
  return t(`references.fit.${side}`, { percent: Math.round(Math.abs(position * 200 - 100)) });
}

type Edges = { before: string; behind: string };

function Padded({ picture, bounds, fill }: { picture: Picture; bounds: ImageLimits; fill: "edge" | "blur" }) {
  const canvas = paddedToRatio(picture, bounds);
  const isAbove = canvas.height > picture.height;
  const [edges, setEdges] = useState<Edges | null>(null);
  const half = isAbove ? "inset-x-0 h-1/2" : "inset-y-0 w-1/2";
  return (
    <div style={shaped(canvas)} className="relative overflow-hidden rounded-frame bg-raised">
      {fill === "blur" && <img src={picture.previewUrl} alt="" className="absolute inset-0 size-full scale-110 object-cover blur-lg" />}
      {fill === "edge" && edges && (
        <>
          <div style={{ background: edges.before }} className={`absolute top-0 left-0 ${half}`} />
          <div style={{ background: edges.behind }} className={`absolute right-0 bottom-0 ${half}`} />
        </>
      )}
      <img
        src={picture.previewUrl}
        alt=""
        draggable={false}
        onLoad={({ currentTarget }) => setEdges(edgesOf(currentTarget, isAbove))}
        className={isAbove ? "absolute inset-x-0 top-1/2 w-full -translate-y-1/2" : "absolute inset-y-0 left-1/2 h-full -translate-x-1/2"}
      />
    </div>
  );
}

/** The mean colour of each edge that something is put to, as it will be put there. */
function edgesOf(image: HTMLImageElement, isAbove: boolean): Edges | null {
  const { naturalWidth: width, naturalHeight: height } = image;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context || width === 0) return null;
  context.drawImage(image, 0, 0);
  const mean = (x: number, y: number): string => {
    const { data } = context.getImageData(x, y, isAbove ? width : 1, isAbove ? 1 : height);
    const channel = (of: number) => Math.round(data.filter((_, at) => at % 4 === of).reduce((sum, value) => sum + value, 0) / (data.length / 4));
    return `rgb(${channel(0)} ${channel(1)} ${channel(2)})`;
  };
  return { before: mean(0, 0), behind: isAbove ? mean(0, height - 1) : mean(width - 1, 0) };
}
