"use client";

import { useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { frameAlt } from "@/components/sheet/frame-text";
import type { SheetFrame } from "@/components/sheet/frame-acts";
import { useHydrated } from "@/components/sheet/hydrated";
import { classes } from "@/components/ui/classes";
import { decoded } from "@/components/ui/placeholder";

/** `coming`: its file is on the way; `developing`: it fades in over its placeholder; `shown`: nothing is under it. */
type Stage = "coming" | "developing" | "shown";

/** A frame that arrives develops from its placeholder; one that was in the server's HTML simply stands there. */
export function DevelopingPicture({ frame: { output, generation }, eager, develops }: { frame: SheetFrame; eager: boolean; develops: boolean }) {
  const t = useTranslations();
  const hydrated = useHydrated();
  const [stage, setStage] = useState<Stage>(hydrated && develops ? "coming" : "shown");
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  return (
    <>
      {stage !== "shown" && output.placeholder && <Placeholder hash={output.placeholder} />}
      <img
        loading={eager ? "eager" : "lazy"}
        decoding="async"
        alt={frameAlt(t, generation, output.index)}
        width={output.width}
        height={output.height}
        sizes={sizesOf(generation)}
        srcSet={output.thumbs ? `${output.thumbs.tiny} 384w, ${output.thumbs.small} 640w, ${output.thumbs.large} 1280w` : undefined}
        src={output.thumbs?.small ?? output.url}
        className={classes("absolute inset-0 size-full object-contain", stage === "coming" ? "opacity-0" : "transition-opacity duration-develop")}
        onLoad={() => setStage((now) => (now !== "coming" ? now : calm() ? "shown" : "developing"))}
        onError={() => setStage("shown")}
        onTransitionEnd={() => setStage("shown")}
      />
    </>
  );
}

/** A guess for the browser's choice of thumbnail. Not "auto": a picture that leaves a long sheet is then asked for once more, at its full width. */
const sizesOf = ({ count }: { count: number }) => (count <= 2 ? "(width < 768px) 100vw, 40vw" : "(width < 768px) 50vw, 25vw");

/** Decoded only where a frame is still on its way. */
function Placeholder({ hash }: { hash: string }) {
  const [url] = useState(() => decoded(hash));
  return url && <span aria-hidden className="absolute inset-0 bg-[length:100%_100%]" style={{ backgroundImage: `url(${url})` }} />;
}
