import { keyNames } from "@/components/lightbox/lightbox-keys";
import type { KeyGroup } from "@/components/ui/keys-sheet";
import type { Translator } from "@/lib/messages/translator";

/** The keys of the lightbox, as the list of keys tells them. */
export function keyGroups(t: Translator): KeyGroup[] {
  return [
    {
      title: t("lightbox.keys.frames"),
      lines: [
        { keys: ["←", "→"], does: t("lightbox.keys.step") },
        { keys: ["Home", "End"], does: t("lightbox.keys.ends") },
        { keys: [keyNames.surround], does: t("lightbox.keys.surround") },
        { keys: [keyNames.back], does: t("lightbox.keys.back") },
        { keys: [keyNames.keys], does: t("lightbox.keys.keys") },
      ],
    },
    {
      title: t("lightbox.keys.zooming"),
      lines: [
        { keys: ["+", "−"], does: t("lightbox.keys.zoom") },
        { keys: ["0"], does: t("lightbox.toFit") },
        { keys: ["1"], does: t("lightbox.toWhole") },
        { keys: ["Shift", "← ↑ ↓ →"], does: t("lightbox.keys.pan") },
      ],
    },
    {
      title: t("lightbox.keys.verbs"),
      lines: [
        { keys: [keyNames.edit], does: t("lightbox.edit") },
        { keys: [keyNames.compare], does: t("lightbox.compare") },
        { keys: [keyNames.save], does: t("lightbox.save") },
        { keys: [keyNames.share], does: t("lightbox.share") },
        { keys: [keyNames.mark], does: t("lightbox.mark") },
        { keys: [keyNames.load], does: t("lightbox.load") },
        { keys: [keyNames.remove], does: t("lightbox.delete") },
        { keys: [keyNames.undo], does: t("sheet.keys.undo") },
      ],
    },
    {
      title: t("lightbox.keys.comparing"),
      lines: [
        { keys: ["←", "→"], does: t("lightbox.keys.slide") },
        { keys: [t("lightbox.space")], does: t("lightbox.keys.blink") },
        { keys: ["X"], does: t("lightbox.swap") },
        { keys: ["[", "]"], does: t("lightbox.keys.other") },
      ],
    },
  ];
}
