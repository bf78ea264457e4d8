import type { Imported, ImportRefusal } from "@/lib/archives/import-answer";
import type { Translator } from "@/lib/messages/translator";

export type NotImported = ImportRefusal | { code: "unanswered" };

export function refusedText(t: Translator, refusal: NotImported): string {
  switch (refusal.code) {
    case "file_missing": case "file_changed": case "file_refused": return t(`archives.import.${refusal.code}`, { file: refusal.name });
    case "not_a_zip": case "broken": case "too_large": case "cut_off": case "disk_full": case "busy": case "no_session": case "not_an_archive": case "newer": case "storage_unavailable": case "unanswered":
      return t(`archives.import.${refusal.code}`);
    default: return refusal satisfies never;
  }
}

export function doneText(t: Translator, { takes, frames, missing }: Imported): string {
  const came = { takes: t("sessions.takes", { count: takes }), frames: t("sessions.frames", { count: frames }) };
  return missing === 0 ? t("archives.import.done", came) : t("archives.import.doneLess", { ...came, missing: t("archives.import.missing", { count: missing }) });
}
