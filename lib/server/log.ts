import "server-only";

export type Log = {
  info(event: string, facts?: Record<string, unknown>): void;
  warn(event: string, facts?: Record<string, unknown>): void;
  error(event: string, error: unknown, facts?: Record<string, unknown>): void;
};

const line = (level: string, event: string, facts: Record<string, unknown>) =>
  JSON.stringify({ time: new Date().toISOString(), level, event, ...facts });

/** One JSON line an event, on stderr. Facts never hold a token, an input or a signed address. */
export const log: Log = {
  info: (event, facts = {}) => console.error(line("info", event, facts)),
  warn: (event, facts = {}) => console.error(line("warn", event, facts)),
  error: (event, error, facts = {}) =>
    console.error(line("error", event, { ...facts, message: error instanceof Error ? error.message : String(error), stack: error instanceof Error ? error.stack : undefined })),
};
