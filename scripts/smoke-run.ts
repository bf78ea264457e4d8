import type { MicroUsd } from "@/lib/budget/money";
import type { ImageSize } from "@/lib/models/composer-model";
import { toInput } from "@/lib/models/draft-input";
import type { StudioModel } from "@/lib/models/studio-model";
import { err, ok, type Result } from "@/lib/result";
import type { Prices } from "@/lib/server/doctor/check-engine";
import type { Http } from "@/lib/server/http";
import type { Provider, SubmitError } from "@/lib/server/provider/provider";
import type { Storage } from "@/lib/server/storage/storage";
import { follow } from "./smoke-follow";
import { billOf, keepPicture } from "./smoke-picture";
import { readPrice } from "./smoke-price";
import { fetchAsTheEngine, storeSample } from "./smoke-reference";
import type { StepResult, Steps, Stop } from "./smoke-step";

export type SmokeDeps = {
  provider: Provider;
  storage: Storage;
  http: Http;
  model: StudioModel;
  prices: Prices;
  engineBaseUrl: string;
  hasToken: boolean;
  sampleFile: string;
  maxReferenceBytes: number;
  /** For what is looked at and thrown away. */
  folder: string;
  /** Where the picture stays. */
  keepDir: string;
  pollMs: number;
  now: () => number;
  /** Ends early with the signal. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The person's word, before anything is spent. */
  agree: (priceMicroUsd: MicroUsd) => Promise<Result<null, Stop>>;
  signal: AbortSignal;
};

const PROMPT = "Generate 1 image: the same scene in warm evening light.";

/** The whole way once, with the studio's own adapters, up to the first step that fails. */
export async function runSmoke(deps: SmokeDeps, steps: Steps): Promise<Result<string, Stop>> {
  const price = await steps.run("token", () => readPrice(deps));
  if (!price.ok) return price;
  const agreed = await deps.agree(price.value);
  if (!agreed.ok) return agreed;
  const reference = await steps.run("sample", () => storeSample(deps));
  if (!reference.ok) return reference;
  try {
    const fetched = await steps.run("address", () => fetchAsTheEngine(deps, reference.value));
    return fetched.ok ? await makeOne(deps, steps, reference.value.url, price.value) : fetched;
  } finally {
    const removed = await deps.storage.remove(reference.value.key);
    if (!removed.ok) steps.note(`The sample could not be removed from the storage: ${reference.value.key}`);
  }
}

async function makeOne(deps: SmokeDeps, steps: Steps, referenceUrl: string, price: MicroUsd): Promise<Result<string, Stop>> {
  const size = smallest(deps.model);
  const request = await steps.run("submit", () => submit(deps, referenceUrl, size));
  if (!request.ok) return request;
  const ended = await steps.run("run", () => follow(deps, steps, request.value));
  if (!ended.ok) return ended;
  const kept = await steps.run("picture", () => keepPicture(deps, ended.value, request.value, size));
  return kept.ok ? ok(billOf(ended.value, price)) : kept;
}

function smallest({ sizes: [first, ...rest] }: StudioModel): ImageSize {
  if (first === undefined) throw new Error("the model offers no size");
  return rest.reduce((least, size) => (size.width * size.height < least.width * least.height ? size : least), first);
}

async function submit({ provider, model, signal }: SmokeDeps, referenceUrl: string, size: ImageSize): Promise<StepResult<string>> {
  if (signal.aborted) return err({ says: "interrupted", todo: "Nothing was sent.", exitCode: 130 });
  const input = toInput(model, { ...model.emptyDraft(), prompt: PROMPT, count: 1, size: size.value }, [referenceUrl]);
  const answer = await provider.submit(model.model.id, input, async () => {});
  if (!answer.ok) return err({ ...submitTrouble(answer.error), exitCode: 1 });
  return ok({ value: answer.value.requestId, says: `request ${answer.value.requestId}: one picture of ${size.width} x ${size.height}` });
}

function submitTrouble(error: SubmitError): Pick<Stop, "says" | "todo"> {
  switch (error.code) {
    case "refused": return { says: `refused: ${error.message || "without a reason"}`, todo: "Nothing was charged. `npm run doctor` tells whether the model's schema has changed." };
    case "token_refused": return { says: "the token is refused", todo: "Nothing was charged. The token may read but not run, or was revoked just now." };
    case "balance_empty": return { says: "the balance is empty", todo: "Nothing was charged. Top the account up at RunComfy." };
    case "unreachable": return { says: "the engine cannot be reached", todo: "Nothing was sent. Try again when this machine is online." };
    case "rate_limited": return { says: "the engine asks to wait (429)", todo: "Nothing was charged. Try again in a minute." };
    case "uncertain": return { says: `no clear answer (${error.reason})`, todo: "It may have been accepted and charged: it is not sent again. RunComfy's own pages show its requests." };
    default: return error satisfies never;
  }
}
