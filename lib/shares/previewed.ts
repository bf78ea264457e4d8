import { publicShareOf, type ShareSource } from "@/lib/shares/public-view";
import type { SharePreview } from "@/lib/shares/share-preview";

const EVERYTHING = { prompt: true, settings: true, references: true, lineage: true, originals: true, price: true };

/** Told by the very function that the public page is made with. */
export function previewed(source: Pick<ShareSource, "kind" | "takes">, { pictures, references }: Pick<SharePreview, "pictures" | "references">): SharePreview {
  const view = publicShareOf({ ...source, id: "", title: "", message: "", sender: "", sharedAt: 0, shows: EVERYTHING, isIndexable: false });
  return {
    pictures, references,
    awaited: view.pictures.filter(({ state }) => state === "awaited").length,
    makings: view.makings.map(({ prompt, settings, priceMicroUsd }) => ({ prompt, settings, priceMicroUsd })),
  };
}
