import { limits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import type { Provider, ReadError, RequestResult, RequestStatus } from "@/lib/server/provider/provider";
import type { SmokeDeps } from "./smoke-run";
import type { StepResult, Steps, Stop } from "./smoke-step";

export type Ended = Extract<RequestResult, { state: "succeeded" }>;
const lookUp = (requestId: string) => `RunComfy's own pages show what became of request ${requestId}, and whether it was charged.`;

/** Asks until it has ended, `smokeWaitMs` is over, or the person interrupts; the last two cancel it. */
export async function follow(deps: SmokeDeps, steps: Steps, requestId: string): Promise<StepResult<Ended>> {
  const { provider, now, sleep, pollMs, signal } = deps;
  const until = now() + limits.smokeWaitMs;
  let failures = 0;
  let said = "";
  while (now() < until && !signal.aborted) {
    const asked = await stateOf(provider, requestId);
    if (asked.ok) {
      if (asked.value.isOver) return endOf(asked.value.end, requestId);
      failures = 0;
      const news = newsOf(asked.value.status);
      if (news !== said) steps.note(news);
      said = news;
    } else {
      failures += 1;
      if (failures >= limits.smokeReadTries || asked.error.code === "token_refused") return lostSight(asked.error, requestId);
    }
    await sleep(pollMs, signal);
  }
  const why: Omit<Stop, "todo"> = signal.aborted ? { says: "interrupted", exitCode: 130 } : { says: `no end after ${limits.smokeWaitMs / 60_000} minutes`, exitCode: 1 };
  return err({ ...why, todo: await cancel(deps, requestId) });
}

type Underway = Exclude<RequestStatus, { state: "ended" }>;
type End = Exclude<RequestResult, { state: "running" }>;

/** Its status, and where it has ended how. */
async function stateOf(provider: Provider, requestId: string): Promise<Result<{ isOver: false; status: Underway } | { isOver: true; end: End }, ReadError>> {
  const status = await provider.status(requestId);
  if (!status.ok) return status;
  if (status.value.state !== "ended") return ok({ isOver: false, status: status.value });
  const result = await provider.result(requestId);
  if (!result.ok) return result;
  return ok(result.value.state === "running" ? { isOver: false, status: { state: "in_progress" } } : { isOver: true, end: result.value });
}

function newsOf(status: Underway): string {
  switch (status.state) {
    case "in_queue": return status.queuePosition === null ? "in the queue" : `in the queue, place ${status.queuePosition}`;
    case "in_progress": return "in progress";
    default: return status satisfies never;
  }
}

function endOf(result: End, requestId: string): StepResult<Ended> {
  switch (result.state) {
    case "succeeded": return ok({ value: result, says: `${result.urls.length === 1 ? "one picture" : `${result.urls.length} pictures`} made` });
    case "failed": return err({ says: `the engine says: ${result.message || "failed, without a reason"}`, todo: lookUp(requestId), exitCode: 1 });
    case "cancelled": return err({ says: "cancelled, not by this command", todo: "Run this again.", exitCode: 1 });
    default: return result satisfies never;
  }
}

function lostSight(error: ReadError, requestId: string): Result<never, Stop> {
  const says = error.code === "unavailable" ? `the engine does not say where it stands (${error.reason})` : error.code === "not_found" ? "the engine no longer knows the request" : "the token is no longer taken";
  return err({ says, todo: lookUp(requestId), exitCode: 1 });
}

async function cancel({ provider }: SmokeDeps, requestId: string): Promise<string> {
  const answer = await provider.cancel(requestId);
  if (answer.ok && answer.value === "cancelled") return "It was cancelled: a cancelled request costs nothing.";
  return `It could not be cancelled any more. ${lookUp(requestId)}`;
}
