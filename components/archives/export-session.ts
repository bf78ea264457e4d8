import { translatorNow } from "@/components/language/translator-now";
import { titleText } from "@/components/sessions/session-text";
import { showToast } from "@/components/ui/toast-queue";
import { askExport, exportAddress } from "@/lib/archives/queries";

/** Asked for before: a browser tells nobody how a download went. */
export async function exportSession({ id, title }: { id: string; title: string }): Promise<void> {
  const answer = await askExport(id);
  const t = translatorNow();
  if (answer !== "ready") return showToast({ text: t(`archives.export.${answer}`), actions: [] });
  const link = document.createElement("a");
  link.href = exportAddress(id);
  link.download = "";
  link.click();
  showToast({ text: t("archives.export.begun", { title: titleText(t, title) }), actions: [] });
}
