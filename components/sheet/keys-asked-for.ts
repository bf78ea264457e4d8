import { createStore } from "@/components/ui/store";

/** Whether the list of keys is open. */
export const keysAskedFor = createStore(false);
export const openKeys = (): void => keysAskedFor.set(() => true);
export const closeKeys = (): void => keysAskedFor.set(() => false);
