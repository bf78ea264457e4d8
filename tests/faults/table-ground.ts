import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { expect } from "vitest";
import { startEmulator } from "@/lib/emulator/emulator";
import { hostPhotographs } from "@/lib/emulator/fixtures/photograph-host";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok } from "@/lib/result";
import { heldOn } from "@/lib/server/budget/store";
import { migrate } from "@/lib/server/db/migrate";
import { openSqlite } from "@/lib/server/db/sqlite";
import { advance } from "@/lib/server/generations/advance";
import type { AdvanceDeps } from "@/lib/server/generations/advance-deps";
import { askCancel } from "@/lib/server/generations/cancel";
import { readGeneration } from "@/lib/server/generations/read";
import { generationStore } from "@/lib/server/generations/store";
import { createHttp } from "@/lib/server/http";
import { runcomfyProvider } from "@/lib/server/provider/runcomfy";
import { unlimited } from "@/lib/server/rate-limit";
import { createFiles } from "@/lib/server/storage/files";
import type { Storage } from "@/lib/server/storage/storage";
import { acceptedTake, day, handClock, listeningLog, owner, rowOf } from "@/tests/contracts/support/take-fixture";
import { ledgerSchema } from "@/tests/faults/table-ledger";
import { startCookiePeer } from "@/tests/faults/table-peer";
import type { TableCall } from "@/tests/faults/table-rows";
import { startFaultProxy } from "@/tests/support/fault-proxy";

const token = "a-token-of-the-table";
const HOLDER = "table";
const POLL_MS = 1000;
const NOBODY = "http://127.0.0.1:1/v1";
/** The quickest thing that the engine makes. */
const smallest = [...defaultModel.sizes].sort((a, b) => a.width * a.height - b.width * b.height)[0]?.value ?? "";
/** Where files are the matter, one of two may be struck. */
export const framesOf = (call: TableCall): number => (call === "files" ? 2 : 1);

export type TableGround = Awaited<ReturnType<typeof openGround>>;

/** The app's own follower over real HTTP: proxy, then a peer that sets cookies, then the engine. The clock is the test's. */
export async function openGround(call: TableCall) {
  const count = framesOf(call);
  const folder = mkdtempSync(path.join(tmpdir(), "sheet-faults-"));
  const photograph = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#c63" } }).jpeg().toBuffer();
  const photographs = await hostPhotographs({ "r.jpg": (response) => response.writeHead(200, { "content-type": "image/jpeg" }).end(photograph) });
  const engine = await startEmulator({ dataDir: path.join(folder, "engine"), token, stageMs: { queue: call === "cancel" ? 3_600_000 : 0, start: 0, perImage: 0 } });
  const peer = await startCookiePeer(engine.url);
  const proxy = await startFaultProxy({ target: peer.url });
  const http = createHttp(() => [new URL(proxy.url).origin, new URL(NOBODY).origin, new URL(photographs.url("r.jpg")).origin]);
  const db = openSqlite(path.join(folder, "table.db"));
  await migrate(db);
  const clock = handClock();
  const listening = listeningLog();
  const store = generationStore(db, HOLDER);
  const files = createFiles(folder);
  let listens = true;
  const storage: Storage = {
    kind: "local", publicUrl: () => ok(photographs.url("r.jpg")),
    read: async () => err({ code: "not_there" }), put: async () => err({ code: "unavailable" }), remove: async () => ok(null),
  };
  const deps: AdvanceDeps = {
    db, store, files, http, now: clock.now, log: listening.log, reads: unlimited, pollMs: () => POLL_MS, storageOf: () => storage, modelOf: () => defaultModel,
    providerOf: () => runcomfyProvider({ baseUrl: listens ? proxy.url : NOBODY, token, http, log: listening.log }),
  };
  async function ledger() {
    const answer = await fetch(engine.url.replace(/\/v1$/, "/ledger"), { headers: { authorization: `Bearer ${token}` } });
    return ledgerSchema.parse(await answer.json()).posts;
  }

  return {
    proxy, peer, clock, listening, ledger,
    setListens: (is: boolean) => { listens = is; },
    /** Files have addresses of their own: where nobody listens, these are of a port without a listener. */
    moveFiles: async (to: "nobody" | "back") => {
      const [from, into] = to === "nobody" ? [new URL(proxy.url).origin, new URL(NOBODY).origin] : [new URL(NOBODY).origin, new URL(proxy.url).origin];
      for (const { id, source_url } of await db.selectFrom("outputs").select(["id", "source_url"]).execute()) {
        await db.updateTable("outputs").set({ source_url: source_url?.replace(from, into) ?? null }).where("id", "=", id).execute();
      }
    },
    async take() {
      const { id } = await acceptedTake(db, clock.now, { draft: { prompt: count === 1 ? "Generate 1 image, dusk" : `Generate ${count} images, dusk`, count, size: smallest } });
      await db.updateTable("references").set({ bytes: photograph.length }).execute();
      await db.updateTable("generations").set({ lease_holder: HOLDER }).where("id", "=", id).execute();
      return id;
    },
    cancel: (id: string) => askCancel(store, owner, id),
    /** One step of the tracker; then it is as late as the step said. */
    async look(id: string) {
      const dueAt = await advance(deps, id);
      if (dueAt < Number.MAX_SAFE_INTEGER) clock.pass(Math.max(0, dueAt - clock.now()));
    },
    /** All that the engine took is made: what it answers from here on does not hang on how fast it is. */
    made: () => expect.poll(async () => (await ledger()).every(({ request_id, status }) => request_id === null || status === "succeeded"), { timeout: 60_000, interval: 20 }).toBe(true),
    row: (id: string) => rowOf(db, id),
    outputs: (id: string) => store.outputs(id),
    held: () => heldOn(db, day),
    async shown(id: string) {
      const generation = await readGeneration({ db, files, modelOf: deps.modelOf, log: deps.log }, id);
      if (generation === null) throw new Error(`${id} is not readable`);
      return generation;
    },
    async close() {
      await proxy.close();
      await http.close();
      await peer.close();
      await engine.close();
      await photographs.close();
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
