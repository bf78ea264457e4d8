import { ratiosAgree, type Picture } from "@/components/lightbox/picture";
import { createStore } from "@/components/ui/store";

/** How two pictures of one shape are compared; kept while the page is open. */
export const compareLayout = createStore<"slider" | "beside">("slider");

/** Two of one shape can lie under one divider. */
export function canSlide(pictures: readonly Picture[]): boolean {
  const [left, right] = pictures;
  return pictures.length === 2 && left !== undefined && right !== undefined && ratiosAgree(left.size, right.size);
}
