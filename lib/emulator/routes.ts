import { isIP } from "node:net";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Caller } from "@/lib/emulator/access";
import { balanceAnswer, ledgerAnswer, resultAnswer, statusAnswer } from "@/lib/emulator/answers";
import { categoriesAnswer, entryAnswer, listAnswer } from "@/lib/emulator/catalog-answers";
import { answer, refuse, requestOf, type Call, type Counter } from "@/lib/emulator/counter";
import { cancel, decoded, file, submit } from "@/lib/emulator/handlers";
import { answerJson, baseOf } from "@/lib/emulator/http-exchange";
import type { Refusal } from "@/lib/emulator/refusal";
import { err, ok, type Result } from "@/lib/result";

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

/** Answers one call. Slashes at the end of the path mean nothing, nor do queries that nobody knows. */
export async function answerCall(counter: Counter, message: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isFromWebPage(message)) return refuse(counter, response, { code: 404001, message: "Not for web pages." });
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

/** A page somewhere else must not make this computer fetch addresses for it, nor read what was asked here under a name of its own. */
function isFromWebPage({ headers }: IncomingMessage): boolean {
  const host = URL.canParse(`http://${headers.host}`) ? new URL(`http://${headers.host}`).hostname : "";
  return headers.origin !== undefined || headers["sec-fetch-site"] !== undefined || !(host === "localhost" || isIP(host.replace(/^\[|\]$/g, "")) !== 0);
}
