import type { Caller } from "@/lib/emulator/access";
import { cancelAnswer, submitAnswer } from "@/lib/emulator/answers";
import { refuse, requestOf, type Call, type Counter } from "@/lib/emulator/counter";
import { answerFile, answerJson, baseOf, readBody } from "@/lib/emulator/http-exchange";
import { emulatorLimits } from "@/lib/emulator/limits";
import { httpStatusOf, unfit, type Refusal } from "@/lib/emulator/refusal";
import { takeOrder } from "@/lib/emulator/submit";

/** Noted in the ledger before anything is looked at, the token too. */
export async function submit(counter: Counter, { message, response }: Call, [path = ""]: readonly string[]): Promise<void> {
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

export function cancel(counter: Counter, { message, response }: Call, [id = ""]: readonly string[], caller: Caller): void {
  message.resume();
  const found = requestOf(counter, id, caller);
  if (!found.ok) return refuse(counter, response, found.error);
  const outcome = counter.store.cancel(id, counter.now());
  counter.wake();
  answerJson(response, 202, cancelAnswer(counter.store.find(id, counter.now()) ?? found.value, outcome));
}

export async function file(counter: Counter, { message, response }: Call, [requestId = "", name = ""]: readonly string[]): Promise<void> {
  const { store, files, now, fileContentType } = counter;
  const contentType = fileContentType ?? (name.endsWith(".webm") ? "video/webm" : "image/jpeg");
  const isKnown = store.find(requestId, now()) !== null;
  const found = isKnown && (await answerFile(response, files.outputPath(requestId, name), contentType, message.method === "GET"));
  if (!found) refuse(counter, response, { code: 404001, message: "File not found." });
}

/** A broken escape is no model. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
