import { ok, type Result } from "@/lib/result";
import type { Provider, ReadError, RequestResult, RequestStatus, SubmitError } from "@/lib/server/provider/provider";

type Answers = {
  submit: Result<{ requestId: string }, SubmitError>;
  status: Result<RequestStatus, ReadError>;
  result: Result<RequestResult, ReadError>;
  cancel: Result<"cancelled" | "not_cancellable", ReadError>;
};

/** A provider whose answers the test gives; the last one of a kind stays. */
export function handProvider() {
  const answers: { [Kind in keyof Answers]: Answers[Kind][] } = {
    submit: [ok({ requestId: "req_1" })], status: [ok({ state: "in_queue", queuePosition: null })],
    result: [ok({ state: "running" })], cancel: [ok("cancelled")],
  };
  const calls: { kind: keyof Answers; input?: Record<string, unknown> }[] = [];
  let meanwhile = async () => {};
  function next<T>(list: T[]): T {
    const answer = list.length > 1 ? list.shift() : list[0];
    if (answer === undefined) throw new Error("no answer was given");
    return answer;
  }
  const provider: Provider = {
    async submit(_modelId, input, beforeSend) {
      try {
        await beforeSend();
      } catch {
        return { ok: false, error: { code: "unreachable", retryAfterMs: null } };
      }
      calls.push({ kind: "submit", input });
      await meanwhile();
      return next(answers.submit);
    },
    async status() { calls.push({ kind: "status" }); await meanwhile(); return next(answers.status); },
    async result() { calls.push({ kind: "result" }); return next(answers.result); },
    async cancel() { calls.push({ kind: "cancel" }); return next(answers.cancel); },
    pricePerOutput: async () => ok(30_000),
  };
  return {
    provider, calls,
    count: (kind: keyof Answers) => calls.filter((call) => call.kind === kind).length,
    says: <Kind extends keyof Answers>(kind: Kind, ...given: Answers[Kind][]) => { answers[kind].splice(0, answers[kind].length, ...given); },
    /** Runs while the provider has the next call in hand. */
    meanwhile: (act: () => Promise<void>) => { meanwhile = act; },
  };
}
