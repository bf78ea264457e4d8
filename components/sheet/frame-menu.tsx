"use client";

import { use } from "react";
import { useTranslations } from "@/components/language/translations";
import { keepOpen, useDesk, useIsSelected } from "@/components/sheet/desk";
import { FrameActsContext, type SheetFrame } from "@/components/sheet/frame-acts";
import { openKeys } from "@/components/sheet/keys-asked-for";
import { toggled } from "@/components/sheet/selection";
import { MenuLine, MenuRow, SheetMenu, type SheetMenuProps } from "@/components/sheet/sheet-menu";

/** Every verb of a frame, each with its key. */
export function FrameMenu({ frame, ...menu }: SheetMenuProps & { frame: SheetFrame }) {
  const t = useTranslations();
  const acts = use(FrameActsContext);
  const desk = useDesk();
  const selected = useIsSelected(frame.output.id);
  const marked = frame.output.markedAt !== null;
  const select = () => {
    desk.selection.set((selection) => toggled(selection, frame.output.id));
    keepOpen(desk, frame.generation.id);
  };
  return (
    <SheetMenu {...menu}>
      <MenuRow label={t("sheet.open")} keyName="Enter" onPress={() => acts.open(frame)} />
      {frame.output.media === "image" && <MenuRow label={t("sheet.compare")} name="Compare" keyName="C" onPress={() => acts.compare([frame])} />}
      <MenuRow label={t("sheet.save")} name="Save" keyName="D" onPress={() => acts.save([frame])} />
      <MenuRow label={t(marked ? "sheet.unmark" : "sheet.mark")} keyName="P" onPress={() => acts.mark([frame], !marked)} />
      <MenuRow label={t("sheet.share")} name="Share" keyName="S" onPress={() => acts.share({ kind: "frames", frames: [frame] })} />
      <MenuRow label={t(selected ? "sheet.deselect" : "sheet.select")} keyName="X" onPress={select} />
      <MenuLine />
      <MenuRow label={t("sheet.load")} keyName="R" onPress={() => acts.loadSettings(frame.generation)} />
      <MenuRow label={t("sheet.delete")} keyName="Del" onPress={() => acts.remove([frame])} />
      <MenuLine />
      <MenuRow label={t("sheet.allKeys")} keyName="?" onPress={openKeys} />
    </SheetMenu>
  );
}
