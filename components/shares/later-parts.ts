import { onDemand } from "@/components/version/new-version";

/** What only those parts lead to that are loaded on demand themselves. Apart from share-parts.ts: no first load names their files. */
export const loadPickReader = onDemand(() => import("@/components/shares/pick-reader").then(({ PickReader }) => PickReader));
export const loadPicksDialog = onDemand(() => import("@/components/shares/picks-dialog").then(({ PicksDialog }) => PicksDialog));
export const loadFramePicks = onDemand(() => import("@/components/shares/frame-picks").then(({ FramePicks }) => FramePicks));
export const loadEditDialog = onDemand(() => import("@/components/shares/edit-dialog").then(({ EditDialog }) => EditDialog));
export const loadLinkDialog = onDemand(() => import("@/components/shares/link-dialog").then(({ LinkDialog }) => LinkDialog));
