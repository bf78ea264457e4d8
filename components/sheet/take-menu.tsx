"use client";

import { use } from "react";
import { useTranslations } from "@/components/language/translations";
import { keepOpen, useDesk } from "@/components/sheet/desk";
import { useEngine } from "@/components/sheet/sheet-facts";
import { FrameActsContext } from "@/components/sheet/frame-acts";
import { areMarked } from "@/components/sheet/marked";
import { onlyThese } from "@/components/sheet/selection";
import { MenuLine, MenuRow, SheetMenu, type SheetMenuProps } from "@/components/sheet/sheet-menu";
import { furtherPriceText } from "@/components/sheet/further-price";
import { isSettled, type Generation } from "@/lib/generations/generation";
import { deliveredOf } from "@/lib/generations/sheet-state";

/** What is done with a whole take. The keys are pressed on one of its frames. */
export function TakeMenu({ generation, ...menu }: SheetMenuProps & { generation: Generation }) {
  const t = useTranslations();
  const acts = use(FrameActsContext);
  const desk = useDesk();
  const engine = useEngine();
  const frames = deliveredOf(generation).map((output) => ({ output, generation }));
  const marked = areMarked(frames);
  const none = frames.length === 0;
  const selectAll = () => {
    desk.selection.set(() => onlyThese(frames.map(({ output }) => output.id), frames[0]?.output.id ?? null));
    keepOpen(desk, generation.id);
  };
  return (
    <SheetMenu {...menu}>
      <MenuRow label={t("sheet.take.again")} fact={furtherPriceText(t, engine, generation.count)} onPress={() => acts.again(generation)} />
      <MenuRow label={t("sheet.load")} keyName="R" onPress={() => acts.loadSettings(generation)} />
      <MenuLine />
      <MenuRow label={t(marked ? "sheet.take.unmarkAll" : "sheet.take.markAll")} keyName="⇧P" disabled={none} onPress={() => acts.mark(frames, !marked)} />
      <MenuRow label={t("sheet.take.saveAll")} keyName="⇧D" disabled={none} onPress={() => acts.save(frames)} />
      <MenuRow label={t("sheet.take.share")} name="Share" keyName="⇧S" disabled={none && isSettled(generation)} onPress={() => acts.share({ kind: "take", generation })} />
      <MenuRow label={t("sheet.take.selectAll")} keyName="⇧X" disabled={none} onPress={selectAll} />
      <MenuLine />
      <MenuRow label={t("sheet.take.copyPrompt")} onPress={() => acts.copy(generation.prompt, "prompt")} />
      <MenuRow label={t("sheet.take.copyRequest")} disabled={generation.requestId === null} onPress={() => acts.copy(generation.requestId ?? "", "request")} />
      <MenuLine />
      <MenuRow label={t("sheet.take.delete")} keyName="⇧Del" onPress={() => acts.removeTake(generation)} />
    </SheetMenu>
  );
}
