import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const yes = () => true;
const no = () => false;

/** False on the server and while its HTML is taken over; true for everything that is drawn later. */
export const useHydrated = (): boolean => useSyncExternalStore(never, yes, no);
