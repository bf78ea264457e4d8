import type { QueryClient } from "@tanstack/react-query";
import { askSheet, type Deleting } from "@/components/sheet/sheet-asks";
import { withDeadline } from "@/components/ui/with-deadline";
import { limits } from "@/lib/limits";
import type { SessionShared } from "@/lib/shares/own-shares";
import { sessionSharedQuery } from "@/lib/shares/queries";

type Ports = { sessionId: string; queryClient: QueryClient };

/** How many of what is to go are on a page that strangers see. */
function seenOf(deleting: Deleting, { onShares }: Pick<SessionShared, "onShares">): number {
  if (deleting.kind === "session") return onShares.length;
  const shown = new Set(onShares);
  return deleting.frames.filter(({ output }) => shown.has(output.id)).length;
}

/** Runs at once where nobody else sees it; otherwise says so first. */
export function beforeDelete({ sessionId, queryClient }: Ports, deleting: Deleting, run: () => void): void {
  const decide = (shared: SessionShared | null) => {
    const seen = shared === null ? 0 : seenOf(deleting, shared);
    if (seen === 0) run();
    else askSheet({ kind: "delete", deleting, seen, run });
  };
  const query = sessionSharedQuery(sessionId);
  const known = queryClient.getQueryData(query.queryKey);
  if (known) return decide(known);
  void withDeadline(queryClient.fetchQuery(query), limits.sharedWaitMs).catch(() => null).then(decide);
}
