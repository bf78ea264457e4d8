import { uuidv7obj } from "uuidv7";

export type IdPrefix = "ses" | "gen" | "ref" | "out";

/** Sorts by time of making: "gen_0193f2..." (uuid v7 in hex). */
export const newId = (prefix: IdPrefix): string => `${prefix}_${uuidv7obj().toHex()}`;

/** 128 random bits in hex. `crypto.randomUUID` is not there in a browser that reaches the studio over plain http by another name than localhost. */
export const randomHex = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const idPattern = (prefix: IdPrefix) => new RegExp(`^${prefix}_[0-9a-f]{32}$`);
