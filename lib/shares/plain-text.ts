/** What turns the direction of what stands behind it: a name could make another text read backwards. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;

/** One line, whatever was typed or sent. */
export const plainLine = (text: string): string => text.normalize("NFC").replace(TURNING, "").replace(CONTROL, " ").replace(/\s+/g, " ").trim();

/** Lines stay, at most one empty one between them. */
export const plainLines = (text: string): string =>
  text.normalize("NFC").replace(/\r\n?|\u2028|\u2029/g, "\n").split("\n").map(plainLine).join("\n").replace(/\n{3,}/g, "\n\n").trim();
