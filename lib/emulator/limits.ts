/** Bounds of the emulator, each with its reason; limits of the model are in its schema. */

const SECOND_MS = 1000;
const MB = 1_000_000;

export const emulatorLimits = {
  /** A body is ten addresses and 600 characters: more is not an input. */
  bodyBytes: 256 * 1024,
  bodyMs: 15 * SECOND_MS,
  /** Longer than clients keep a connection: one that is closed under a POST leaves them not knowing. */
  keepAliveMs: 75 * SECOND_MS,
  /** Above the model's own 10 MB, so that its own sentence is what a person hears. */
  referenceBytes: 50 * MB,
  referenceMs: 20 * SECOND_MS,
  redirects: 3,
  /** References held in memory at once, over all submits. */
  parallelReferences: 4,
  /** Waiting and running; beyond that a submit is answered with 429. */
  openRequests: 200,
  /** What is kept of finished requests; older ones are then unknown (404001), as with the service. */
  keptRequests: 500,
  keptMs: 7 * 24 * 3600 * SECOND_MS,
  keptBytes: 3000 * MB,
  /** Rows of a catalog's page: as the service does where nothing is said, and at most. */
  catalogRows: 100,
  catalogRowsMost: 500,
  /** Rows of the ledger. */
  ledgerRows: 5000,
  ledgerAnswerRows: 1000,
  /** A reference that was fetched for a submit which is not accepted yet is not swept away. */
  looseReferenceMs: 600 * SECOND_MS,
  /** Another process may still be closing the same folder. */
  lockWaitMs: 3 * SECOND_MS,
} as const;
