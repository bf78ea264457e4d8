/** The browser's history stands at an entry that a picture over the page has for itself. */
export const isOverPage = (state: unknown): boolean => typeof state === "object" && state !== null && "isOverPage" in state && state.isOverPage === true;
