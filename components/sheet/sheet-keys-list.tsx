"use client";

import { useTranslations } from "@/components/language/translations";
import { KeysSheet } from "@/components/ui/keys-sheet";

/** Every key of the sheet. */
export function SheetKeysList({ onClose }: { onClose: () => void }) {
  const t = useTranslations();
  const groups = [
    {
      title: t("sheet.keys.going"),
      lines: [
        { keys: ["←", "→", "↑", "↓"], does: t("sheet.keys.step") },
        { keys: ["Home", "End"], does: t("sheet.keys.row") },
        { keys: ["PageUp", "PageDown"], does: t("sheet.keys.take") },
        { keys: ["Ctrl Home", "Ctrl End"], does: t("sheet.keys.ends") },
        { keys: ["Enter"], does: t("sheet.keys.open") },
        { keys: ["?"], does: t("sheet.keys.keys") },
      ],
    },
    {
      title: t("sheet.keys.selecting"),
      lines: [
        { keys: ["X", t("sheet.keys.space")], does: t("sheet.keys.toggle") },
        { keys: ["Shift ←", "Shift →"], does: t("sheet.keys.extend") },
        { keys: ["Ctrl A"], does: t("sheet.keys.all") },
        { keys: ["Esc"], does: t("sheet.deselect") },
      ],
    },
    {
      title: t("sheet.keys.verbs"),
      lines: [
        { keys: ["E"], does: t("sheet.edit") },
        { keys: ["C"], does: t("sheet.keys.compare") },
        { keys: ["D"], does: t("sheet.save") },
        { keys: ["P"], does: t("sheet.keys.mark") },
        { keys: ["S"], does: t("sheet.keys.share") },
        { keys: ["R"], does: t("sheet.load") },
        { keys: ["Del"], does: t("sheet.delete") },
        { keys: ["Ctrl Z"], does: t("sheet.keys.undo") },
      ],
    },
    {
      title: t("sheet.keys.ofTake"),
      lines: [
        { keys: ["M"], does: t("sheet.keys.menu") },
        { keys: ["Shift X"], does: t("sheet.take.selectAll") },
        { keys: ["Shift P"], does: t("sheet.take.markAll") },
        { keys: ["Shift D"], does: t("sheet.take.saveAll") },
        { keys: ["Shift S"], does: t("sheet.take.share") },
        { keys: ["Shift Del"], does: t("sheet.take.delete") },
      ],
    },
  ];
  return <KeysSheet groups={groups} onClose={onClose} />;
}
