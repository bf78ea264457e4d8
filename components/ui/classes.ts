/** The one way to put class names together. */
export const classes = (...parts: readonly (string | false | null | undefined)[]): string => parts.filter(Boolean).join(" ");
