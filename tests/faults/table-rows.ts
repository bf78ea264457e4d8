import type { Fault } from "@/tests/support/faults";

/** The five calls that a take is made of, in their order. */
export const calls = ["submit", "status", "result", "cancel", "files"] as const;
export type TableCall = (typeof calls)[number];

export type Strike =
  | Exclude<Fault, { kind: "hold" }>
  /** Held until the app hangs up: before the engine hears of it, or with its answer in hand. */
  | { kind: "never"; at: "request" | "answer" }
  /** Nobody listens where the engine was. */
  | { kind: "noListener" };

export type TableRow = {
  call: TableCall;
  /** As the table names it. */
  fault: string;
  strike: Strike;
  /** How many calls it strikes; all, unless told, until it goes away. */
  times?: number;
};
type Unplaced = Omit<TableRow, "call">;

const told = (status: number, body?: unknown): Strike => ({ kind: "status", status, body });
/** An address that a service inside a network would have. */
const INSIDE = "http://169.254.169.254/latest";

const ofEveryCall: readonly Unplaced[] = [
  { fault: "the answer comes late", strike: { kind: "delay", delayMs: 50 } },
  { fault: "the answer comes drop by drop", strike: { kind: "drip", bytesPerSecond: 4000 } },
  { fault: "the answer never comes", strike: { kind: "never", at: "answer" } },
  { fault: "nobody listens", strike: { kind: "noListener" } },
  { fault: "reset before the engine hears of it", strike: { kind: "resetBefore" } },
  { fault: "reset after the engine did it", strike: { kind: "resetAfter" } },
  { fault: "429", strike: told(429) },
  { fault: "429, Retry-After: 120", strike: { kind: "status", status: 429, retryAfterSeconds: 120 } },
  { fault: "500 with code 500001", strike: told(500, { error_code: 500001, error_message: "internal" }) },
  { fault: "502 in HTML", strike: { kind: "html", status: 502 } },
  { fault: "503 without a body", strike: told(503, "") },
  { fault: "JSON that is broken", strike: { kind: "malformedJson" } },
  { fault: "half a JSON", strike: { kind: "truncatedJson" } },
  { fault: "the answer breaks off", strike: { kind: "truncatedFile" } },
  { fault: "HTML with HTTP 200", strike: { kind: "html" } },
  { fault: "JSON called text/plain", strike: { kind: "mistypedFile", contentType: "text/plain" } },
  { fault: "a redirect to an address inside", strike: { kind: "redirect", to: INSIDE } },
  { fault: "a body without end", strike: { kind: "endlessBody" } },
  { fault: "HTTP 200 with code 500001", strike: told(200, { error_code: 500001, error_message: "internal" }) },
  { fault: "401", strike: told(401, { error_code: 400004, error_message: "token expired" }) },
];

const ofSubmit: readonly Unplaced[] = [
  { fault: "held before the engine hears of it", strike: { kind: "never", at: "request" } },
  { fault: "402", strike: told(402, { error_code: 400002, error_message: "no balance" }) },
  { fault: "422 with the field", strike: told(422, { error_code: 422001, error_message: "Input does not fit.", detail: [{ loc: ["body", "images", 0], msg: "too small" }] }) },
  { fault: "HTTP 200 with code 422001", strike: told(200, { error_code: 422001, error_message: "Input does not fit." }) },
  { fault: "HTTP 200 without a request id", strike: told(200, { status: "in_queue" }) },
  { fault: "a request id that is a path", strike: told(200, { request_id: "../../models" }) },
];
const ofReads: readonly Unplaced[] = [
  { fault: "404001 for ten minutes", strike: told(404, { error_code: 404001, error_message: "no such request" }) },
  { fault: "404001 twice", strike: told(404, { error_code: 404001 }), times: 2 },
  { fault: "404 without a code", strike: told(404) },
];
const ofStates: readonly Unplaced[] = [
  { fault: "a status word that nobody knows", strike: told(200, { status: "pondering" }) },
  { fault: "no status word", strike: told(200, {}) },
];
const ofResult: readonly Unplaced[] = [
  { fault: "succeeded, without a file", strike: told(200, { status: "succeeded", output: {} }) },
  { fault: "failed, an object for a reason", strike: told(200, { status: "failed", error: { code: 7, why: "no face" }, cost: 0.03 }) },
  { fault: "failed, no reason, no cost told", strike: told(200, { status: "error" }) },
];
const ofCancel: readonly Unplaced[] = [
  { fault: "an outcome that nobody knows", strike: told(202, { outcome: "perhaps" }) },
];
const ofFiles: readonly Unplaced[] = [
  { fault: "the file comes late", strike: { kind: "delay", delayMs: 50 } },
  { fault: "the file comes slowly", strike: { kind: "drip", bytesPerSecond: 4_000_000 } },
  { fault: "the file never comes", strike: { kind: "never", at: "answer" } },
  { fault: "the file comes so slowly that it has no end", strike: { kind: "drip", bytesPerSecond: 1000 } },
  { fault: "nobody listens", strike: { kind: "noListener" } },
  { fault: "reset, once", strike: { kind: "resetBefore" }, times: 1 },
  { fault: "reset, always", strike: { kind: "resetAfter" } },
  { fault: "429, Retry-After: 120", strike: { kind: "status", status: 429, retryAfterSeconds: 120 }, times: 2 },
  { fault: "502 in HTML, once", strike: { kind: "html", status: 502 }, times: 1 },
  { fault: "half a file, once", strike: { kind: "truncatedFile" }, times: 1 },
  { fault: "half a file, always", strike: { kind: "truncatedFile" } },
  { fault: "half a file, said to be whole, once", strike: { kind: "truncatedJson" }, times: 1 },
  { fault: "half a file, said to be whole, always", strike: { kind: "truncatedJson" } },
  { fault: "a picture called text/html", strike: { kind: "mistypedFile", contentType: "text/html" } },
  { fault: "HTML with HTTP 200 for a picture", strike: { kind: "html" } },
  { fault: "JSON for a picture", strike: { kind: "malformedJson" } },
  { fault: "one file expired (404001)", strike: told(404, { error_code: 404001 }), times: 1 },
  { fault: "all files expired (410)", strike: told(410) },
  { fault: "the address no longer allowed (403)", strike: { kind: "html", status: 403 } },
  { fault: "a redirect to the same file", strike: { kind: "redirect", to: "?again" }, times: 1 },
  { fault: "a redirect in a circle", strike: { kind: "redirect", to: "?again" } },
  { fault: "a redirect to an address inside", strike: { kind: "redirect", to: INSIDE } },
  { fault: "a body without end", strike: { kind: "endlessBody", contentType: "image/jpeg" } },
];

const rowsOf: Record<TableCall, readonly Unplaced[]> = {
  submit: [...ofEveryCall, ...ofSubmit],
  status: [...ofEveryCall, ...ofReads, ...ofStates],
  result: [...ofEveryCall, ...ofReads, ...ofStates, ...ofResult],
  cancel: [...ofEveryCall, ...ofReads, ...ofCancel],
  files: ofFiles,
};

export const tableRows: readonly TableRow[] = calls.flatMap((call) => rowsOf[call].map((row) => ({ ...row, call })));
