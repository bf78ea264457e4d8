/** Runs the RunComfy emulator alone: `npm run emulator`. Point RUNCOMFY_MODEL_API_BASE at the address it prints. */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { startEmulator } from "@/lib/emulator/emulator";

const USAGE = `npm run emulator -- [--queue-ms N] [--start-ms N] [--image-ms N]

  EMULATOR_PORT       4010      port on this machine
  DATA_DIR            ./data    what it keeps goes to DATA_DIR/emulator-alone
  EMULATOR_TOKEN                asked of every call when set
  EMULATOR_QUEUE_MS, EMULATOR_START_MS, EMULATOR_IMAGE_MS
                                the least time in the queue, to start, and for each image`;

const wholeNumber = z.string().regex(/^\d{1,7}$/, "must be a whole number").transform(Number).optional();
const settingsSchema = z.object({
  EMULATOR_PORT: wholeNumber.pipe(z.int().max(65_535).default(4010)),
  DATA_DIR: z.string().min(1).default("./data"),
  EMULATOR_TOKEN: z.string().min(1).optional(),
  EMULATOR_QUEUE_MS: wholeNumber,
  EMULATOR_START_MS: wholeNumber,
  EMULATOR_IMAGE_MS: wholeNumber,
});

function readSettings() {
  const { values } = parseArgs({
    options: { "queue-ms": { type: "string" }, "start-ms": { type: "string" }, "image-ms": { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const flags = { EMULATOR_QUEUE_MS: values["queue-ms"], EMULATOR_START_MS: values["start-ms"], EMULATOR_IMAGE_MS: values["image-ms"] };
  const given = Object.entries({ ...process.env, ...Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) });
  const settings = settingsSchema.safeParse(Object.fromEntries(given.filter(([, value]) => value !== "")));
  if (settings.success) return settings.data;
  for (const { path, message } of settings.error.issues) console.error(`${path.join(".")} ${message}`);
  process.exit(1);
}

const settings = readSettings();
const stages = { queue: settings.EMULATOR_QUEUE_MS, start: settings.EMULATOR_START_MS, perImage: settings.EMULATOR_IMAGE_MS };

try {
  const emulator = await startEmulator({
    dataDir: join(settings.DATA_DIR, "emulator-alone"),
    port: settings.EMULATOR_PORT,
    token: settings.EMULATOR_TOKEN,
    stageMs: Object.fromEntries(Object.entries(stages).filter(([, value]) => value !== undefined)),
    log: (line) => { console.log(line); },
  });
  console.log(`The emulator listens at ${emulator.url}${settings.EMULATOR_TOKEN ? ", with a token" : ", without a token"}.`);
  console.log(`Its ledger is at ${emulator.url.replace(/\/v1$/, "/ledger")}.`);
  const close = (): void => {
    console.log("Closing.");
    void emulator.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", close);
  process.once("SIGINT", close);
} catch (error) {
  console.error(`The emulator could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
