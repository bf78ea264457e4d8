/** Marks a story that `npm run proof` runs, and `npm test` does not: it says again, elsewhere, what a shorter one has said. */
export const LONG_PROOF = "@long";
