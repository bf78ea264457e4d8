import { translatorNow } from "@/components/language/translator-now";
import type { Dropped } from "@/components/studio/dragged";
import { filesOfDrop } from "@/components/studio/dropped-files";
import { showToast } from "@/components/ui/toast-queue";

/** The files of a drop, folders opened; what of them is left out is said. */
export async function readDrop(dropped: readonly Dropped[]): Promise<File[]> {
  const { files, emptyFolders, isCut } = await filesOfDrop(dropped);
  const [first, ...others] = emptyFolders;
  const t = translatorNow();
  if (isCut) showToast({ text: t("studio.folderCut"), actions: [] });
  else if (first !== undefined) showToast({ text: others.length === 0 ? t("studio.emptyFolder", { name: first }) : t("studio.emptyFolders", { count: emptyFolders.length }), actions: [] });
  return files;
}
