import { onDemand } from "@/components/version/new-version";

/** What an owner of shares needs once there is one or is to be one. Each is imported at this one place, as in `components/on-demand.ts`, which warms the first ones up. */
export const shareParts = {
  shareDialog: () => import("@/components/shares/share-dialog").then(({ ShareDialog }) => ShareDialog),
  pickReader: () => import("@/components/shares/pick-reader").then(({ PickReader }) => PickReader),
};

export const loadShareDialog = onDemand(shareParts.shareDialog);
export const loadPickReader = onDemand(shareParts.pickReader);
export const loadPicksDialog = onDemand(() => import("@/components/shares/picks-dialog").then(({ PicksDialog }) => PicksDialog));
export const loadFramePicks = onDemand(() => import("@/components/shares/frame-picks").then(({ FramePicks }) => FramePicks));
export const loadBegunFrom = onDemand(() => import("@/components/shares/begun-from").then(({ BegunFrom }) => BegunFrom));
export const loadQrCode = onDemand(() => import("@/components/shares/qr-code").then(({ QrCode }) => QrCode));
export const loadEditDialog = onDemand(() => import("@/components/shares/edit-dialog").then(({ EditDialog }) => EditDialog));
export const loadLinkDialog = onDemand(() => import("@/components/shares/link-dialog").then(({ LinkDialog }) => LinkDialog));
