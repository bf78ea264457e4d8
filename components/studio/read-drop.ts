import type { Dropped } from "@/components/studio/dragged";
import { filesOfDrop } from "@/components/studio/dropped-files";
import { showToast } from "@/components/ui/toast-queue";

/** The files of a drop, folders opened; what of them is left out is said. */
export async function readDrop(dropped: readonly Dropped[]): Promise<File[]> {
  const { files, emptyFolders, isCut } = await filesOfDrop(dropped);
  const [first, ...others] = emptyFolders;
  if (isCut) showToast({ text: "There is more in this folder than was looked at.", actions: [] });
  else if (first !== undefined) showToast({ text: others.length === 0 ? `There is no picture in “${first}”.` : `There is no picture in ${emptyFolders.length} of these folders.`, actions: [] });
  return files;
}
