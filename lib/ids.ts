import { uuidv7obj } from "uuidv7";

export type IdPrefix = "ses" | "gen" | "ref" | "out";

/** Sorts by time of making: "gen_0193f2..." (uuid v7 in hex). */
export const newId = (prefix: IdPrefix): string => `${prefix}_${uuidv7obj().toHex()}`;

export const idPattern = (prefix: IdPrefix) => new RegExp(`^${prefix}_[0-9a-f]{32}$`);
