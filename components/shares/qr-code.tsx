"use client";

import { generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";
import { useMemo } from "react";
import { useTranslations } from "@/components/language/translations";

/** So many modules of silence around it are part of the code: cameras find it by them. */
const QUIET_MODULES = 4;

/** Black on white in every theme, as cameras read it. */
export function QrCode({ text }: { text: string }) {
  const t = useTranslations();
  const { path, size } = useMemo(() => {
    const code = generate(text);
    return { path: toSvgPath(code), size: code.size };
  }, [text]);
  const whole = size + 2 * QUIET_MODULES;
  return (
    <svg role="img" aria-label={t("shares.qr")} data-name="QR code" viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${whole} ${whole}`} shapeRendering="crispEdges" className="size-44 self-center rounded-frame bg-[#fff] fill-[#000]">
      <path d={path} />
    </svg>
  );
}
