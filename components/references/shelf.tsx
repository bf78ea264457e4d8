"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Tabs } from "@base-ui/react/tabs";
import { useState } from "react";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { useTranslations } from "@/components/language/translations";
import { translatorNow } from "@/components/language/translator-now";
import { idOf, withChoice } from "@/components/references/shelf-choice";
import { ShelfPictures } from "@/components/references/shelf-pictures";
import { placedCount } from "@/components/references/tile";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import type { Translator } from "@/lib/messages/translator";
import type { ShelfPicture } from "@/lib/references/shelf";

const TAB = "h-8 rounded px-3 text-label text-ink-2 hover:text-ink data-active:bg-raised data-active:font-medium data-active:text-ink touch:h-11";

/** Earlier references and frames, to be used again without an upload. */
export function Shelf({ opener, onClose }: { opener: HTMLElement | null; onClose: () => void }) {
  const t = useTranslations();
  const composer = useComposer();
  const room = useComposerState(({ tiles }) => Math.max(0, composer.model.maxReferences - placedCount(tiles)));
  /** In the order of choosing, which is that of their numbers. */
  const [chosen, setChosen] = useState<readonly ShelfPicture[]>([]);

  const choose = (shown: readonly ShelfPicture[], ids: readonly string[]) => {
    const next = withChoice(chosen, shown, ids);
    if (next.length > Math.max(room, chosen.length)) announce(roomText(translatorNow(), room));
    else setChosen(next);
  };
  const add = () => {
    onClose();
    composer.withAdditions((all) => all.addFromShelf(chosen.map((picture) => (picture.kind === "reference" ? picture : { kind: "frame", outputId: picture.outputId }))));
  };
  const ids = chosen.map(idOf);

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup finalFocus={() => opener ?? true} className="fixed z-40 flex flex-col bg-sheet max-md:inset-0 max-md:pb-[env(safe-area-inset-bottom)] md:top-1/2 md:left-1/2 md:h-[min(680px,calc(100dvh-48px))] md:w-[min(820px,calc(100vw-48px))] md:-translate-1/2 md:rounded-sheet md:border md:border-line-strong">
          <Tabs.Root defaultValue="references" className="flex min-h-0 grow flex-col">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4.5 py-2.5 max-md:px-3.5">
              <Dialog.Title className="mr-auto text-label font-medium">{t("references.earlier")}</Dialog.Title>
              <Tabs.List aria-label={t("references.earlier")} className="flex gap-1">
                <Tabs.Tab value="references" className={TAB}>{t("references.title")}</Tabs.Tab>
                <Tabs.Tab value="frames" className={TAB}>{t("references.shelf.tab.frames")}</Tabs.Tab>
              </Tabs.List>
              <Dialog.Close aria-label={t("ui.close")} render={<Button look="quiet" />}>×</Dialog.Close>
            </div>
            {(["references", "frames"] as const).map((kind) => (
              <Tabs.Panel key={kind} value={kind} className="min-h-0 grow overflow-y-auto px-4.5 py-3.5 max-md:px-3.5">
                <ShelfPictures kind={kind} chosen={ids} isFull={ids.length >= room} onChoose={choose} />
              </Tabs.Panel>
            ))}
          </Tabs.Root>
          <div className="flex items-center gap-2 border-t border-line px-4.5 py-3 max-md:px-3.5">
            <p className="mr-auto text-hint text-ink-2">{ids.length > 0 && room > 0 ? t("references.shelf.chosen", { chosen: ids.length, room }) : roomText(t, room)}</p>
            <Button look="quiet" onClick={onClose}>{t("ui.cancel")}</Button>
            <Button look="primary" disabled={ids.length === 0} className="disabled:bg-raised disabled:text-ink-3" onClick={add}>
              {ids.length === 0 ? t("references.add") : t("references.shelf.add", { count: ids.length })}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const roomText = (t: Translator, room: number): string => (room === 0 ? t("references.shelf.full") : t("references.shelf.room", { count: room }));
