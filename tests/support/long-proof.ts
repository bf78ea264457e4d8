/** Marks a story that `npm run proof` runs, and `npm test` does not: what a shorter one says of one storage, database, language or half, it says of the other; or it takes minutes. */
export const LONG_PROOF = "@long";
