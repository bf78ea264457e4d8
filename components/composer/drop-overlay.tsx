import { useState } from "react";
import { placedCount } from "@/components/references/tile";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { useTranslations } from "@/components/language/translations";
import { FRAME_TYPE } from "@/components/studio/dragged";
import { classes } from "@/components/ui/classes";

const TARGET = "flex h-full flex-col items-center justify-center gap-1 rounded-sheet border-2 border-dashed text-center";

function useFree(): number {
  const { model } = useComposer();
  return useComposerState(({ tiles }) => model.maxReferences - placedCount(tiles));
}

/** Covers the page while something from outside hangs over it. */
export function DropOverlay({ what }: { what: "files" | "address" }) {
  const t = useTranslations();
  const free = useFree();
  const hint = what === "files" ? t("composer.drop.files", { free }) : t("composer.drop.address");
  return (
    <div className="pointer-events-none fixed inset-0 z-50 bg-scrim p-4">
      <div className={classes(TARGET, "border-ink bg-paper")}>
        <p className="text-title font-medium">{t(free > 0 ? "composer.drop" : "composer.drop.full")}</p>
        <p className="text-ink-2">{free > 0 ? hint : t("composer.drop.removeFirst")}</p>
      </div>
    </div>
  );
}

/** Lies over the composer while a frame is dragged, and takes it. */
export function FrameTarget({ onFrame }: { onFrame: (outputId: string) => void }) {
  const t = useTranslations();
  const free = useFree();
  const next = useComposerState(({ tiles }) => placedCount(tiles) + 1);
  const [isOver, setOver] = useState(false);
  return (
    <div
      data-frame-target
      className="fixed z-40 p-2 max-md:inset-x-0 max-md:bottom-0 max-md:h-phone-composer md:top-header md:bottom-0 md:left-0 md:w-composer"
      onDragOver={(event) => {
        setOver(true);
        if (free <= 0) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        onFrame(event.dataTransfer.getData(FRAME_TYPE));
      }}
    >
      <div className={classes(TARGET, "pointer-events-none p-4", isOver && free > 0 ? "border-ink bg-raised" : "border-line-strong bg-paper/90")}>
        <p className="text-title font-medium">{free > 0 ? t("composer.drop.frame", { number: next }) : t("composer.drop.full")}</p>
        <p className="text-ink-2">{t(free > 0 ? "composer.drop.stay" : "composer.drop.removeFirst")}</p>
      </div>
    </div>
  );
}
