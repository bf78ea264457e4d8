import { fork } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { ledgerSchema, type CallbackMode, type UploadThingLedger } from "@/tests/support/uploadthing-ledger";

/** UploadThing as a peer of its own, in another process: the studio and the browser reach it over the network alone. */
export type UploadThing = {
  readonly url: string;
  /** What a studio has to be told; another address where a proxy stands in front. */
  envAt(url?: string): Record<string, string>;
  ledger(): Promise<UploadThingLedger>;
  callbacks(mode: CallbackMode): Promise<void>;
  /** For the next story: as if it had just been started. */
  forget(): Promise<void>;
  close(): Promise<void>;
};

const START_MS = 30_000;
const ASK_MS = 10_000;
const readySchema = z.object({ url: z.url(), token: z.string() });

export async function startUploadThing(): Promise<UploadThing> {
  const child = fork(path.resolve(import.meta.dirname, "uploadthing-child.ts"), [], { cwd: path.resolve(import.meta.dirname, "../.."), execArgv: ["--import", "tsx"], stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let said = "";
  child.stderr?.on("data", (part: Buffer) => { said = (said + part.toString()).slice(-4000); });
  const ended = new Promise<void>((resolve) => { child.once("exit", () => { resolve(); }); });
  const ready = await new Promise<unknown>((resolve, reject) => {
    const late = setTimeout(() => { reject(new Error(`UploadThing's emulator did not start: ${said}`)); }, START_MS);
    child.once("message", (message) => { clearTimeout(late); resolve(message); });
    void ended.then(() => { clearTimeout(late); reject(new Error(`UploadThing's emulator ended: ${said}`)); });
  });
  const { url, token } = readySchema.parse(ready);
  const ask = async (address: string, init?: RequestInit): Promise<unknown> => {
    const answer = await fetch(`${url}${address}`, { ...init, signal: AbortSignal.timeout(ASK_MS) });
    if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
    return answer.json();
  };
  return {
    url,
    envAt: (at = url) => ({
      UPLOADTHING_TOKEN: token, UPLOADTHING_INGEST_URL: at, UPLOADTHING_API_URL: at,
      // The library takes a host for one without TLS by the "local" in its name, and an app has no host of its own below it.
      UPLOADTHING_UFS_HOST: `localhost:${new URL(at).port}`, UPLOADTHING_UFS_APP_ID_LOCATION: "path",
    }),
    ledger: async () => ledgerSchema.parse(await ask("/emulator/ledger")),
    callbacks: async (mode) => void (await ask("/emulator/callbacks", { method: "POST", body: JSON.stringify({ mode }) })),
    forget: async () => void (await ask("/emulator/forget", { method: "POST", body: "{}" })),
    async close() {
      child.disconnect();
      await ended;
    },
  };
}
