import { createContext } from "react";

/** Of a sheet that draws only what is in view, and draws it while it is scrolled: what nobody reaches for is left out. */
export const LongSheetContext = createContext(false);
