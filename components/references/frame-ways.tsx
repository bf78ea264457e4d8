"use client";

import { useEffect, useRef, useState } from "react";
import { useComposer } from "@/components/composer/composer-context";
import type { FrameMissing } from "@/components/composer/frame-originals";
import { useTranslations } from "@/components/language/translations";
import { Button } from "@/components/ui/button";

/** A frame was made fit by the studio itself: its own file is brought only for who wants it otherwise. */
export function FrameWays({ id, onOpened }: { id: string; onOpened: () => void }) {
  const t = useTranslations();
  const composer = useComposer();
  const [opening, setOpening] = useState<"closed" | "opening" | FrameMissing>("closed");
  const isOpening = opening === "opening";
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);

  const open = () => {
    if (isOpening) return;
    const controller = new AbortController();
    leaving.current = controller;
    setOpening("opening");
    composer.withAdditions((all) => void all.openFrame(id, controller.signal).then(
      (missing) => (missing ? setOpening(missing) : onOpened()),
      () => undefined,
    ));
  };

  return (
    <>
      <Button aria-disabled={isOpening} onClick={open}>{t(isOpening ? "references.way.opening" : "references.way.other")}</Button>
      {opening !== "closed" && !isOpening && <p role="status" className="col-span-2 text-hint text-bad">{t(`references.frame.${opening}`)}</p>}
    </>
  );
}
