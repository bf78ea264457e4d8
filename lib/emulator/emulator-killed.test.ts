import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { callerOf } from "@/lib/emulator/fixtures/caller";
import { hostPhotographs, type PhotographHost } from "@/lib/emulator/fixtures/photograph-host";

let dataDir: string;
let host: PhotographHost;
const running: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "emulator-"));
  host = await hostPhotographs();
});
afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null && child.signalCode === null) await end(child, "SIGKILL");
  await host.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** The emulator as `npm run emulator` runs it. */
async function run(imageMs: number) {
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", "scripts/emulator.ts", "--queue-ms", "0", "--start-ms", "0", "--image-ms", String(imageMs)], {
    env: { ...process.env, EMULATOR_PORT: "0", DATA_DIR: dataDir, EMULATOR_TOKEN: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  running.push(child);
  const url = await new Promise<string>((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (part) => {
      printed += String(part);
      const [address] = /http:\/\/\S+\/v1(?=, )/.exec(printed) ?? [];
      if (address) resolve(address);
    });
    child.once("exit", () => { reject(new Error(`the emulator ended: ${printed}`)); });
  });
  return { child, caller: callerOf(url) };
}

async function end(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

test("a run that a SIGKILL interrupts starts again and gives the pictures it would have given", { timeout: 240_000 }, async () => {
  const input = { images: [host.url("oranges.jpg")], text: "Generate 2 images in the snow", sequential_image_generation_options: 2, seed: 11 };
  const first = await run(600_000);
  const interrupted = await first.caller.accepted(input);
  const waiting = await first.caller.accepted(input);
  await expect.poll(async () => (await first.caller.result(interrupted.request_id)).status, { timeout: 60_000 }).toBe("in_progress");
  await end(first.child, "SIGKILL");

  const second = await run(0);
  expect(await second.caller.finished(interrupted.request_id)).toMatchObject({ status: "succeeded", cost: 0.06 });
  await second.caller.finished(waiting.request_id);
  const undisturbed = await second.caller.accepted(input);
  await second.caller.finished(undisturbed.request_id);
  const hashes = async (id: string) => (await second.caller.pictures(id)).map(({ hash }) => hash);
  expect(await hashes(interrupted.request_id)).toEqual(await hashes(undisturbed.request_id));
  expect((await second.caller.ledger()).posts.map(({ billed_usd }) => billed_usd)).toEqual([0.06, 0.06, 0.06]);
  await end(second.child, "SIGTERM");
  expect(second.child.exitCode).toBe(0);
});
