/** Lets the rest of the process answer: the engine shares its thread with the studio. */
export const breathe = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
