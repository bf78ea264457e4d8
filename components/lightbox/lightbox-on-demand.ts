import { onDemand } from "@/components/version/new-version";

export const importLightbox = () => import("@/components/lightbox/lightbox").then(({ Lightbox }) => Lightbox);
export const loadLightbox = onDemand(importLightbox);
