/** Runs the RunComfy emulator alone: `npm run emulator`. Point RUNCOMFY_MODEL_API_BASE at the address it prints. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { startEmulator } from "@/lib/emulator/emulator";
import { loadEnvFiles } from "./env-files.mjs";

const USAGE = `npm run emulator -- [flags]

  EMULATOR_PORT       4010      port on this machine
  DATA_DIR            ./data    what it keeps goes to DATA_DIR/emulator-alone
  EMULATOR_TOKEN                asked of every call when set; several, with commas between, are several people

  --queue-ms N, --start-ms N, --image-ms N
                                the least time in the queue, to start, and for each image
  --balance-usd N               of a new folder; afterwards it is what is left
  --price-usd N                 of an image
  --no-prices                   the catalog tells none; runs are billed all the same
  --reads-per-second N          a read too many is answered with 429
  --open-requests N             a submit beyond is answered with 429
  --retry-after N               seconds, told with each 429
  --http-ok CODE,CODE           error codes that come with HTTP 200: 404001,400002
  --kept-seconds N              how long a finished request and its files are known
  --echo-input                  results repeat the input
  --break-at N                  every run breaks at its Nth output

What in an input leads to a collage, fewer images or a failure is told in docs/decisions/0009-demo-engine-inputs.md.`;

const wholeNumber = z.string().regex(/^\d{1,7}$/, "must be a whole number").transform(Number).optional();
const usd = z.string().regex(/^\d{1,7}(\.\d{1,6})?$/, "must be an amount in dollars").transform(Number).optional();
const words = z.string().transform((text) => text.split(",").map((word) => word.trim()).filter((word) => word !== ""));
const codes = words.transform((found) => found.map(Number)).pipe(z.array(z.literal([400001, 400002, 400004, 403001, 404001, 422001, 429001], "must be codes of the service")));

const settingsSchema = z.object({
  EMULATOR_PORT: wholeNumber.pipe(z.int().max(65_535).default(4010)),
  DATA_DIR: z.string().min(1).default("./data"),
  EMULATOR_TOKEN: words.optional(),
});
const flagsSchema = z.object({
  "queue-ms": wholeNumber,
  "start-ms": wholeNumber,
  "image-ms": wholeNumber,
  "balance-usd": usd,
  "price-usd": usd,
  "no-prices": z.boolean().optional(),
  "reads-per-second": wholeNumber.pipe(z.int().min(1).optional()),
  "open-requests": wholeNumber,
  "retry-after": wholeNumber,
  "http-ok": codes.optional(),
  "kept-seconds": wholeNumber,
  "echo-input": z.boolean().optional(),
  "break-at": wholeNumber.pipe(z.int().min(1).optional()),
});
const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

function stop(lines: readonly string[]): never {
  for (const line of lines) console.error(line);
  process.exit(1);
}

function readFlags() {
  try {
    return parseArgs({
      options: {
        "queue-ms": text, "start-ms": text, "image-ms": text, "balance-usd": text, "price-usd": text, "no-prices": flag, "reads-per-second": text,
        "open-requests": text, "retry-after": text, "http-ok": text, "kept-seconds": text, "echo-input": flag, "break-at": text, help: flag,
      },
    }).values;
  } catch (error) {
    return stop([error instanceof Error ? error.message : String(error), "", USAGE]);
  }
}

function readSettings() {
  const { help, ...given } = readFlags();
  if (help) {
    console.log(USAGE);
    process.exit(0);
  }
  const settings = settingsSchema.safeParse(Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== "")));
  const flags = flagsSchema.safeParse(given);
  if (settings.success && flags.success) return { ...settings.data, ...flags.data };
  return stop([
    ...(settings.error?.issues ?? []).map(({ path, message }) => `${path.join(".")} ${message}`),
    ...(flags.error?.issues ?? []).map(({ path, message }) => `--${String(path[0])} ${message}`),
  ]);
}

loadEnvFiles();
const settings = readSettings();
const stages = {
  queue: settings["queue-ms"],
  start: settings["start-ms"],
  perImage: settings["image-ms"],
};
const keptSeconds = settings["kept-seconds"];
const tokens = settings.EMULATOR_TOKEN ?? [];

try {
  const emulator = await startEmulator({
    dataDir: join(settings.DATA_DIR, "emulator-alone"),
    port: settings.EMULATOR_PORT,
    token: tokens,
    stageMs: Object.fromEntries(Object.entries(stages).filter(([, value]) => value !== undefined)),
    priceUsdPerOutput: settings["price-usd"],
    tellsPrices: settings["no-prices"] !== true,
    balanceUsd: settings["balance-usd"],
    readsPerSecond: settings["reads-per-second"],
    openRequests: settings["open-requests"],
    retryAfterSeconds: settings["retry-after"],
    errorStatuses: Object.fromEntries((settings["http-ok"] ?? []).map((code) => [code, 200])),
    keptMs: keptSeconds === undefined ? undefined : keptSeconds * 1000,
    echoesInput: settings["echo-input"],
    breaksAtOutput: settings["break-at"],
    log: (line) => { console.log(line); },
  });
  const asks = tokens.length === 0 ? "without a token" : tokens.length === 1 ? "with a token" : `with ${tokens.length} tokens`;
  console.log(`The emulator listens at ${emulator.url}, ${asks}.`);
  console.log(`Its balance is below ${emulator.serverlessUrl} (RUNCOMFY_SERVERLESS_API_BASE), its ledger at ${emulator.serverlessUrl}/ledger.`);
  const close = (): void => {
    console.log("Closing.");
    void emulator.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", close);
  process.once("SIGINT", close);
} catch (error) {
  stop([`The emulator could not start: ${error instanceof Error ? error.message : String(error)}`]);
}
