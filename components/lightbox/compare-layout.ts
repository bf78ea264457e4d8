import { createStore } from "@/components/ui/store";

/** How two pictures of one shape are compared; kept while the page is open. */
export const compareLayout = createStore<"slider" | "beside">("slider");
