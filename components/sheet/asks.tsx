"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { loadChoiceDialog } from "@/components/composer/composer-parts";
import { loadPicksDialog } from "@/components/shares/later-parts";
import { loadShareDialog } from "@/components/shares/share-parts";
import { closeAsk, sheetAsk, type SheetAsk } from "@/components/sheet/sheet-asks";
import { nameOf } from "@/components/sheet/frame-acts";
import { createStore, useStore } from "@/components/ui/store";

const ShareDialog = dynamic(loadShareDialog, { ssr: false });
const PicksDialog = dynamic(loadPicksDialog, { ssr: false });
const ChoiceDialog = dynamic(loadChoiceDialog, { ssr: false });

/** Where asks may be drawn; the last that came is on top. A dialog belongs into the one it stands over: each keeps the focus to itself. */
const places = createStore<readonly symbol[]>([]);

/** What the sheet asks and offers in dialogs: once in the sheet, and once more in what covers it. */
export function Asks({ sessionId }: { sessionId: string }) {
  const [place] = useState(() => Symbol());
  useEffect(() => {
    places.set((before) => [...before, place]);
    return () => places.set((before) => before.filter((one) => one !== place));
  }, [place]);
  const isOnTop = useStore(places, (all) => all.at(-1) === place);
  const ask = useStore(sheetAsk, (state) => state);
  if (!isOnTop || ask === null) return null;
  // What is below has keys of its own, and hears of those pressed in a dialog inside it; Escape closes by the dialog's own means.
  return <div className="contents" onKeyDown={(event) => { if (event.key !== "Escape") event.stopPropagation(); }}><Ask sessionId={sessionId} ask={ask} /></div>;
}

function Ask({ sessionId, ask }: { sessionId: string; ask: SheetAsk }) {
  switch (ask.kind) {
    case "share": return <ShareDialog sessionId={sessionId} sharing={ask.sharing} onClose={closeAsk} />;
    case "picks": return <PicksDialog sessionId={sessionId} onClose={closeAsk} />;
    case "delete": return <DeleteQuestion ask={ask} />;
    default: return ask satisfies never;
  }
}

function DeleteQuestion({ ask: { deleting, seen, run } }: { ask: Extract<SheetAsk, { kind: "delete" }> }) {
  const t = useTranslations();
  const [only] = deleting.kind === "frames" ? deleting.frames : [];
  const text = deleting.kind === "session" ? t("shares.delete.session", { count: seen })
    : deleting.frames.length === 1 && only ? t("shares.delete.one", { frame: nameOf(only) }) : t("shares.delete.several", { count: seen });
  const accept = () => {
    closeAsk();
    run();
  };
  return <ChoiceDialog title={t("shares.delete.title")} text={text} choices={[{ label: t("shares.delete.yes"), run: accept }]} onDismiss={closeAsk} />;
}
