import { isIP } from "node:net";
import type { IncomingMessage, ServerResponse } from "node:http";
import { balanceAnswer, cancelAnswer, ledgerAnswer, resultAnswer, statusAnswer, submitAnswer } from "@/lib/emulator/answers";
import { answerJpeg, answerJson, answerRefusal, baseOf, readBody } from "@/lib/emulator/http-exchange";
import { emulatorLimits } from "@/lib/emulator/limits";
import { modelEntry } from "@/lib/emulator/model-entry";
import { httpStatusOf, unfit, unknownModel, unknownRequest, type Refusal } from "@/lib/emulator/refusal";
import type { RequestRow } from "@/lib/emulator/request-row";
import { takeOrder, type Desk } from "@/lib/emulator/submit";
import { defaultModel } from "@/lib/models/catalog";

export type Counter = Desk & { token: string | null; priceUsdPerOutput: number; wake: () => void };
type Call = { message: IncomingMessage; response: ServerResponse; url: URL };
type Route = { method: string; path: RegExp; isOpen: boolean; handle: (counter: Counter, call: Call, first: string, second: string) => void | Promise<void> };

const ROUTES: readonly Route[] = [
  { method: "POST", path: /^\/v1\/models\/(.+)$/, isOpen: true, handle: submit },
  { method: "GET", path: /^\/v1\/models$/, isOpen: false, handle: listModels },
  { method: "GET", path: /^\/v1\/models\/(.+)$/, isOpen: false, handle: showModel },
  { method: "GET", path: /^\/v1\/requests\/([^/]+)\/status$/, isOpen: false, handle: (counter, call, id) => {
    withRequest(counter, call, id, (request) => { answerJson(call.response, 200, statusAnswer(baseOf(call.message), counter.store, request)); });
  } },
  { method: "GET", path: /^\/v1\/requests\/([^/]+)\/result$/, isOpen: false, handle: (counter, call, id) => {
    const withCost = call.url.searchParams.get("include_cost") === "true";
    withRequest(counter, call, id, (request) => { answerJson(call.response, 200, resultAnswer(baseOf(call.message), request, withCost)); });
  } },
  { method: "POST", path: /^\/v1\/requests\/([^/]+)\/cancel$/, isOpen: false, handle: cancel },
  { method: "GET", path: /^\/prod\/v2\/balance$/, isOpen: false, handle: ({ store }, { response }) => { answerJson(response, 200, balanceAnswer(store)); } },
  { method: "GET", path: /^\/ledger$/, isOpen: false, handle: ({ store }, { response }) => { answerJson(response, 200, ledgerAnswer(store)); } },
  { method: "GET", path: /^\/files\/([\w-]{1,128})\/([\w%-]{1,100}\.jpg)$/, isOpen: true, handle: file },
];

const REQUEST_ID = /^[A-Za-z0-9_-]{1,128}$/;
const badToken: Refusal = { code: 400004, message: "Invalid or missing token." };

/** Answers one call. Submits check the token themselves: the ledger notes them first. */
export async function answerCall(counter: Counter, message: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isFromWebPage(message)) return answerRefusal(response, { code: 404001, message: "Not for web pages." });
  const url = new URL(message.url ?? "/", "http://engine");
  const method = message.method === "HEAD" ? "GET" : message.method;
  for (const route of ROUTES) {
    const match = method === route.method ? route.path.exec(url.pathname) : null;
    if (!match) continue;
    if (!route.isOpen && !isAllowed(counter, message)) return answerRefusal(response, badToken);
    return route.handle(counter, { message, response, url }, match[1] ?? "", match[2] ?? "");
  }
  answerRefusal(response, { code: 404001, message: "Not found." });
}

/** A page somewhere else must not make this computer fetch addresses for it, nor read what was asked here under a name of its own. */
function isFromWebPage({ headers }: IncomingMessage): boolean {
  const host = URL.canParse(`http://${headers.host}`) ? new URL(`http://${headers.host}`).hostname : "";
  return headers.origin !== undefined || headers["sec-fetch-site"] !== undefined || !(host === "localhost" || isIP(host.replace(/^\[|\]$/g, "")) !== 0);
}

const isAllowed = ({ token }: Counter, { headers }: IncomingMessage): boolean => token === null || headers.authorization === `Bearer ${token}`;

async function submit(counter: Counter, { message, response }: Call, path: string): Promise<void> {
  const modelId = decoded(path);
  const body = await readBody(message, emulatorLimits.bodyBytes);
  if (!body.ok && body.error === "broken_off") return;
  const ledgerSeq = counter.store.noteSeen(modelId, body.ok ? body.value : "", counter.now());
  const refuse = (refusal: Refusal): void => {
    counter.store.noteRefused(ledgerSeq, httpStatusOf(refusal), refusal.code);
    answerRefusal(response, refusal);
  };
  if (!isAllowed(counter, message)) return refuse(badToken);
  if (!body.ok) return refuse(unfit({ loc: ["body"], msg: `The body is larger than ${emulatorLimits.bodyBytes} bytes.`, type: "too_large" }));
  const taken = await takeOrder(counter, modelId, body.value, ledgerSeq);
  if (!taken.ok) return refuse(taken.error);
  counter.wake();
  answerJson(response, 200, submitAnswer(baseOf(message), taken.value));
}

function cancel(counter: Counter, { message, response }: Call, id: string): void {
  message.resume();
  const outcome = REQUEST_ID.test(id) ? counter.store.cancel(id, counter.now()) : "not_found";
  const request = outcome === "not_found" ? null : counter.store.find(id);
  if (outcome === "not_found" || !request) return answerRefusal(response, unknownRequest);
  counter.wake();
  answerJson(response, 202, cancelAnswer(request, outcome));
}

function withRequest({ store }: Counter, { response }: Call, id: string, answer: (request: RequestRow) => void): void {
  const request = REQUEST_ID.test(id) ? store.find(id) : null;
  if (request) answer(request);
  else answerRefusal(response, unknownRequest);
}

function listModels({ priceUsdPerOutput }: Counter, { response, url }: Call): void {
  const entry = modelEntry(priceUsdPerOutput);
  const search = (url.searchParams.get("search") ?? "").toLowerCase();
  const models = entry.model_id.includes(search) ? [entry] : [];
  answerJson(response, 200, { models, total: models.length });
}

function showModel({ priceUsdPerOutput }: Counter, { response }: Call, path: string): void {
  if (decoded(path) === defaultModel.model.id) answerJson(response, 200, modelEntry(priceUsdPerOutput));
  else answerRefusal(response, unknownModel);
}

async function file({ files }: Counter, { message, response }: Call, requestId: string, name: string): Promise<void> {
  const found = await answerJpeg(response, files.outputPath(requestId, name), message.method === "GET");
  if (!found) answerRefusal(response, { code: 404001, message: "File not found." });
}

/** A broken escape is no model. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
