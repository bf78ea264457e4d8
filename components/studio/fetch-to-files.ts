import { fetchText } from "@/components/studio/fetch-text";
import { announce } from "@/components/ui/announcer";
import { showToast } from "@/components/ui/toast-queue";
import { limits } from "@/lib/limits";
import { fetchPicture } from "@/lib/references/queries";

/** The picture at an address, fetched by the server: from then on a file like any other. */
export async function fetchToFiles(address: string, onFiles: (files: readonly File[]) => void): Promise<void> {
  const stopping = new AbortController();
  const { host } = new URL(address);
  const answer = fetchPicture(address, stopping.signal);
  showToast({
    text: `Fetching the picture from ${host} …`,
    actions: [{ label: "Cancel", run: () => stopping.abort() }],
    showMs: limits.fetchAnswerMs,
    until: answer,
  });
  const brought = await answer.catch(() => null);
  if (!brought) announce("Cancelled");
  else if (brought.ok) onFiles([brought.value]);
  else showToast({ text: fetchText(brought.error, host), actions: again(brought.error.code) ? [{ label: "Try again", run: () => void fetchToFiles(address, onFiles) }] : [] });
}

const again = (code: string): boolean => code === "unreachable" || code === "studio_unreachable";
