import { onDemand } from "@/components/version/new-version";

/** What the lightbox itself needs only when it is asked for; loaded beside it, as `components/on-demand.ts` says. */
export const lightboxParts = {
  runDetails: () => import("@/components/lightbox/run-details").then(({ RunDetails }) => RunDetails),
  compare: () => import("@/components/lightbox/compare").then(({ Compare }) => Compare),
  keysSheet: () => import("@/components/ui/keys-sheet").then(({ KeysSheet }) => KeysSheet),
};

export const loadRunDetails = onDemand(lightboxParts.runDetails);
export const loadCompare = onDemand(lightboxParts.compare);
export const loadKeysSheet = onDemand(lightboxParts.keysSheet);
