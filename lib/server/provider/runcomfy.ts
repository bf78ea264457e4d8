import "server-only";
import { limits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import type { Answer, Http } from "@/lib/server/http";
import type { Log } from "@/lib/server/log";
import { endedBadly, messageOf, parseBody, pricePerOutputOf, requestIdSchema, resultOf, statusOf, type Body } from "@/lib/server/provider/answers";
import type { Provider, ReadError, SubmitError } from "@/lib/server/provider/provider";

/** RunComfy's Model API, and whatever speaks it. `baseUrl` has /v1 in it and no slash at its end. */
export function runcomfyProvider({ baseUrl, token, http, log }: { baseUrl: string; token: string | undefined; http: Http; log: Log }): Provider {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const unknownWord = (requestId: string) => (word: string) => log.warn("provider.unknown_status", { requestId, word: word.slice(0, 64) });

  async function read(method: "GET" | "POST", path: string, maxBytes?: number): Promise<Result<Body, ReadError>> {
    const answer = await http.call({ method, url: `${baseUrl}${path}`, headers, maxBytes });
    if (!answer.ok) return err({ code: "unavailable", reason: answer.error.reason, retryAfterMs: null });
    return readBody(answer.value);
  }

  return {
    async submit(modelId, input, beforeSend) {
      const answer = await http.call({
        method: "POST", url: `${baseUrl}/models/${modelId}`, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(input), beforeSend,
      });
      if (!answer.ok) {
        if (answer.error.code === "never_sent") return err({ code: "unreachable", retryAfterMs: null });
        return err({ code: "uncertain", reason: answer.error.reason });
      }
      const body = parseBody(answer.value.body);
      const refusal = submitErrorOf(answer.value, body);
      if (refusal) return err(refusal);
      const requestId = requestIdSchema.safeParse(body?.request_id);
      return requestId.success ? ok({ requestId: requestId.data }) : err({ code: "uncertain", reason: `HTTP ${answer.value.status} without a request id` });
    },
    async status(requestId) {
      const body = await read("GET", `/requests/${requestId}/status`);
      return body.ok ? ok(statusOf(body.value, unknownWord(requestId))) : body;
    },
    async result(requestId) {
      const answer = await http.call({ method: "GET", url: `${baseUrl}/requests/${requestId}/result?include_cost=true`, headers });
      if (!answer.ok) return err({ code: "unavailable", reason: answer.error.reason, retryAfterMs: null });
      // A failed run may carry its error as `error_code`: that is its end, not trouble with the reading.
      const told = parseBody(answer.value.body);
      if (told !== null && endedBadly(told)) return ok({ ...resultOf(told, unknownWord(requestId)), body: answer.value.body });
      const body = readBody(answer.value);
      return body.ok ? ok({ ...resultOf(body.value, unknownWord(requestId)), body: answer.value.body }) : body;
    },
    async cancel(requestId) {
      const body = await read("POST", `/requests/${requestId}/cancel`);
      if (!body.ok) return body;
      if (body.value.outcome === "cancelled" || body.value.outcome === "not_cancellable") return ok(body.value.outcome);
      return err({ code: "unavailable", reason: "an outcome that is neither cancelled nor not_cancellable", retryAfterMs: null });
    },
    async pricePerOutput(modelId) {
      const body = await read("GET", `/models/${modelId}`, limits.catalogBytes);
      if (!body.ok) return body;
      return ok(pricePerOutputOf(body.value));
    },
  };
}

/** The error a body carries (also with HTTP 200), else the HTTP status where that says the same. */
const codeOf = (status: number, body: Body | null): number => body?.error_code ?? (status >= 400 ? status * 1000 : 0);

const CERTAIN_WITHOUT_CODE: readonly number[] = [400, 401, 402, 403, 422, 429];

function submitErrorOf(answer: Answer, body: Body | null): SubmitError | null {
  const code = codeOf(answer.status, body);
  const httpStatus = Math.floor(code / 1000);
  if (code === 0) return null;
  if (body?.error_code === undefined && !CERTAIN_WITHOUT_CODE.includes(answer.status)) return { code: "uncertain", reason: `HTTP ${answer.status} without a code` };
  if (httpStatus < 400 || httpStatus >= 500) return { code: "uncertain", reason: `error code ${code}` };
  if (httpStatus === 429) return { code: "rate_limited", retryAfterMs: answer.retryAfterMs };
  if (code === 400_004 || httpStatus === 401 || httpStatus === 403) return { code: "token_refused" };
  if (code === 400_002 || httpStatus === 402) return { code: "balance_empty" };
  return { code: "refused", message: messageOf(body) };
}

function readBody(answer: Answer): Result<Body, ReadError> {
  const body = parseBody(answer.body);
  const code = codeOf(answer.status, body);
  const unavailable = (reason: string) => err({ code: "unavailable" as const, reason, retryAfterMs: answer.retryAfterMs });
  if (code === 404_001) return err({ code: "not_found" });
  if (code === 400_004 || answer.status === 401 || answer.status === 403) return err({ code: "token_refused" });
  if (code !== 0) return unavailable(`error code ${code}`);
  if (answer.status < 200 || answer.status >= 300 || body === null) return unavailable(`HTTP ${answer.status}, ${body === null ? "no JSON object" : "not an answer"}`);
  return ok(body);
}
