import { onDemand } from "@/components/version/new-version";

/** What the studio's first look leads to: the dialog, which `components/on-demand.ts` warms up, and the line of a session that was begun from a share. */
export const shareParts = {
  shareDialog: () => import("@/components/shares/share-dialog").then(({ ShareDialog }) => ShareDialog),
};

export const loadShareDialog = onDemand(shareParts.shareDialog);
export const loadBegunFrom = onDemand(() => import("@/components/shares/begun-from").then(({ BegunFrom }) => BegunFrom));
