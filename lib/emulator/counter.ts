import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller, Door } from "@/lib/emulator/access";
import { answerJson } from "@/lib/emulator/http-exchange";
import { bodyOf, foreignRequest, httpStatusOf, malformedRequest, unknownRequest, type ErrorStatuses, type Refusal } from "@/lib/emulator/refusal";
import type { RequestRow } from "@/lib/emulator/request-row";
import type { Desk } from "@/lib/emulator/submit";
import { err, ok, type Result } from "@/lib/result";

export type Counter = Desk & {
  door: Door;
  refuseRead: () => Refusal | null;
  /** Told with every 429; null for a service that tells none. */
  retryAfterSeconds: number | null;
  errorStatuses: ErrorStatuses;
  /** What files are said to be; null for what they are. */
  fileContentType: string | null;
  echoesInput: boolean;
  wake: () => void;
};
export type Call = { message: IncomingMessage; response: ServerResponse; url: URL };

const REQUEST_ID = /^[A-Za-z0-9_-]{1,128}$/;

export function refuse({ errorStatuses, retryAfterSeconds }: Pick<Counter, "errorStatuses" | "retryAfterSeconds">, response: ServerResponse, refusal: Refusal): void {
  const headers: Record<string, string> = refusal.code === 429001 && retryAfterSeconds !== null ? { "retry-after": String(retryAfterSeconds) } : {};
  answerJson(response, httpStatusOf(refusal, errorStatuses), bodyOf(refusal), headers);
}

/** A reading, or why not. */
export function answer(counter: Counter, response: ServerResponse, result: Result<unknown, Refusal>): void {
  if (result.ok) answerJson(response, 200, result.value);
  else refuse(counter, response, result.error);
}

/** A request made without a token is anybody's: it comes from a time when none was asked for. */
export function requestOf({ store, now }: Counter, id: string, { tokenHash }: Caller): Result<RequestRow, Refusal> {
  if (!REQUEST_ID.test(id)) return err(malformedRequest);
  const request = store.find(id, now());
  if (!request) return err(unknownRequest);
  return request.token_hash === null || tokenHash === null || request.token_hash === tokenHash ? ok(request) : err(foreignRequest);
}
