import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller, Door } from "@/lib/emulator/access";
import { balanceAnswer, cancelAnswer, ledgerAnswer, resultAnswer, statusAnswer, submitAnswer } from "@/lib/emulator/answers";
import { categoriesAnswer, entryAnswer, listAnswer } from "@/lib/emulator/catalog-answers";
import { answerFile, answerJson, baseOf, readBody } from "@/lib/emulator/http-exchange";
import { emulatorLimits } from "@/lib/emulator/limits";
import { bodyOf, foreignRequest, httpStatusOf, malformedRequest, unfit, unknownRequest, type ErrorStatuses, type Refusal } from "@/lib/emulator/refusal";
import type { RequestRow } from "@/lib/emulator/request-row";
import { takeOrder, type Desk } from "@/lib/emulator/submit";
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
type Call = { message: IncomingMessage; response: ServerResponse; url: URL };
type Handler = (counter: Counter, call: Call, parts: readonly string[], caller: Caller) => void | Promise<void>;
/** `open` asks for no token, `submit` asks after the ledger has noted it, `read` counts against the rate. */
type Route = { method: "GET" | "POST"; path: RegExp; access: "open" | "submit" | "token" | "read"; handle: Handler };

const ROUTES: readonly Route[] = [
  { method: "POST", path: /^\/v1\/models\/(.+)$/, access: "submit", handle: submit },
  { method: "GET", path: /^\/v1\/models$/, access: "read", handle: (counter, { message, response, url }) => { answer(counter, response, listAnswer(url.searchParams, counter.prices, baseOf(message))); } },
  { method: "GET", path: /^\/v1\/models\/categories$/, access: "read", handle: (_, { response }) => { answerJson(response, 200, categoriesAnswer()); } },
  { method: "GET", path: /^\/v1\/models\/(.+)$/, access: "read", handle: (counter, { message, response }, [path = ""]) => { answer(counter, response, entryAnswer(decoded(path), counter.prices, baseOf(message))); } },
  { method: "GET", path: /^\/v1\/requests\/([^/]+)\/status$/, access: "read", handle: (counter, { message, response }, [id = ""], caller) => {
    const found = requestOf(counter, id, caller);
    answer(counter, response, found.ok ? ok(statusAnswer(baseOf(message), counter.store, found.value)) : found);
  } },
  { method: "GET", path: /^\/v1\/requests\/([^/]+)\/result$/, access: "read", handle: (counter, { message, response, url }, [id = ""], caller) => {
    const found = requestOf(counter, id, caller);
    const more = { withCost: url.searchParams.get("include_cost") === "true", withInput: counter.echoesInput };
    answer(counter, response, found.ok ? ok(resultAnswer(baseOf(message), found.value, more)) : found);
  } },
  { method: "POST", path: /^\/v1\/requests\/([^/]+)\/cancel$/, access: "token", handle: cancel },
  { method: "GET", path: /^\/prod\/v2\/balance$/, access: "token", handle: ({ store }, { response }) => { answerJson(response, 200, balanceAnswer(store)); } },
  { method: "GET", path: /^\/ledger$/, access: "token", handle: ({ store }, { response }) => { answerJson(response, 200, ledgerAnswer(store)); } },
  { method: "GET", path: /^\/files\/([\w-]{1,128})\/([\w%-]{1,100}\.(?:jpg|webm))$/, access: "open", handle: file },
];

const REQUEST_ID = /^[A-Za-z0-9_-]{1,128}$/;

/** Answers one call. Slashes at the end of the path mean nothing, nor do queries that nobody knows. */
export async function answerCall(counter: Counter, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(message.url ?? "/", "http://engine");
  const path = url.pathname.replace(/\/+$/, "");
  const method = message.method === "HEAD" ? "GET" : message.method;
  for (const route of ROUTES) {
    const match = method === route.method ? route.path.exec(path) : null;
    if (!match) continue;
    const admitted = admit(counter, route, message);
    if (!admitted.ok) return refuse(counter, response, admitted.error);
    return route.handle(counter, { message, response, url }, match.slice(1), admitted.value);
  }
  refuse(counter, response, { code: 404001, message: "Not found." });
}

function admit({ door, refuseRead }: Counter, { access }: Route, { headers }: IncomingMessage): Result<Caller, Refusal> {
  if (access === "open" || access === "submit") return ok({ tokenHash: null });
  const caller = door(headers.authorization);
  const refusal = caller.ok && access === "read" ? refuseRead() : null;
  return refusal ? err(refusal) : caller;
}

export function refuse({ errorStatuses, retryAfterSeconds }: Pick<Counter, "errorStatuses" | "retryAfterSeconds">, response: ServerResponse, refusal: Refusal): void {
  const headers: Record<string, string> = refusal.code === 429001 && retryAfterSeconds !== null ? { "retry-after": String(retryAfterSeconds) } : {};
  answerJson(response, httpStatusOf(refusal, errorStatuses), bodyOf(refusal), headers);
}

function answer(counter: Counter, response: ServerResponse, result: Result<unknown, Refusal>): void {
  if (result.ok) answerJson(response, 200, result.value);
  else refuse(counter, response, result.error);
}

async function submit(counter: Counter, { message, response }: Call, [path = ""]: readonly string[]): Promise<void> {
  const modelId = decoded(path);
  const body = await readBody(message, emulatorLimits.bodyBytes);
  if (!body.ok && body.error === "broken_off") return;
  const ledgerSeq = counter.store.noteSeen(modelId, body.ok ? body.value : "", counter.now());
  const refuseNoted = (refusal: Refusal): void => {
    counter.store.noteRefused(ledgerSeq, httpStatusOf(refusal, counter.errorStatuses), refusal.code);
    refuse(counter, response, refusal);
  };
  const caller = counter.door(message.headers.authorization);
  if (!caller.ok) return refuseNoted(caller.error);
  if (!body.ok) return refuseNoted(unfit({ loc: ["body"], msg: `The body is larger than ${emulatorLimits.bodyBytes} bytes.`, type: "too_large" }));
  const taken = await takeOrder(counter, { modelId, body: body.value, tokenHash: caller.value.tokenHash, ledgerSeq });
  if (!taken.ok) return refuseNoted(taken.error);
  counter.wake();
  answerJson(response, 200, submitAnswer(baseOf(message), taken.value));
}

function cancel(counter: Counter, { message, response }: Call, [id = ""]: readonly string[], caller: Caller): void {
  message.resume();
  const found = requestOf(counter, id, caller);
  if (!found.ok) return refuse(counter, response, found.error);
  const outcome = counter.store.cancel(id, counter.now());
  counter.wake();
  answerJson(response, 202, cancelAnswer(counter.store.find(id, counter.now()) ?? found.value, outcome));
}

/** A request made without a token is anybody's: it comes from a time when none was asked for. */
function requestOf({ store, now }: Counter, id: string, { tokenHash }: Caller): Result<RequestRow, Refusal> {
  if (!REQUEST_ID.test(id)) return err(malformedRequest);
  const request = store.find(id, now());
  if (!request) return err(unknownRequest);
  return request.token_hash === null || tokenHash === null || request.token_hash === tokenHash ? ok(request) : err(foreignRequest);
}

async function file(counter: Counter, { message, response }: Call, [requestId = "", name = ""]: readonly string[]): Promise<void> {
  const { store, files, now, fileContentType } = counter;
  const contentType = fileContentType ?? (name.endsWith(".webm") ? "video/webm" : "image/jpeg");
  const isKnown = store.find(requestId, now()) !== null;
  const found = isKnown && (await answerFile(response, files.outputPath(requestId, name), contentType, message.method === "GET"));
  if (!found) refuse(counter, response, { code: 404001, message: "File not found." });
}

/** A broken escape is no model. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
