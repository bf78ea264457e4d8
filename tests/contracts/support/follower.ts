import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { defaultModel } from "@/lib/models/catalog";
import { err, ok, type Result } from "@/lib/result";
import { heldOn } from "@/lib/server/budget/store";
import { migrate } from "@/lib/server/db/migrate";
import { openSqlite } from "@/lib/server/db/sqlite";
import { advance } from "@/lib/server/generations/advance";
import type { AdvanceDeps } from "@/lib/server/generations/advance-deps";
import { generationStore } from "@/lib/server/generations/store";
import type { DownloadFailure, Http, Measure, MeasureFailure } from "@/lib/server/http";
import { createFiles } from "@/lib/server/storage/files";
import type { Draft } from "@/lib/sessions/session";
import { handProvider } from "@/tests/contracts/support/hand-provider";
import { acceptedTake, day, handClock, listeningLog, nearStorage, referenceFixture, rowOf } from "@/tests/contracts/support/take-fixture";

export const pollMs = 1000;

/** Files by address, as the test laid them out. */
function handHttp() {
  const files = new Map<string, Result<Buffer, DownloadFailure>>();
  const asked: string[] = [];
  /** What a reference's public address answers, in turn; the last one stays, and without any it is as it should be. */
  const measures: Result<Measure, MeasureFailure>[] = [];
  const measured: string[] = [];
  const http: Http = {
    call: () => Promise.reject(new Error("not asked for here")),
    fetch: () => Promise.reject(new Error("not asked for here")),
    async download(url, file) {
      asked.push(url);
      const answer = files.get(url) ?? err({ code: "status" as const, status: 500 });
      if (!answer.ok) return answer;
      await writeFile(file, answer.value);
      return ok({ bytes: answer.value.length });
    },
    async measure(url) {
      measured.push(url);
      return (measures.length > 1 ? measures.shift() : measures[0]) ?? ok({ status: 200, mime: "image/jpeg", bytes: referenceFixture().bytes });
    },
    close: async () => {},
    abort: () => {},
  };
  return { http, files, asked, measured, gives: (...given: Result<Measure, MeasureFailure>[]) => void measures.splice(0, measures.length, ...given) };
}

/** Everything that follows a generation, with a provider, a clock and files of the test's own. */
export async function openFollower() {
  const folder = mkdtempSync(path.join(tmpdir(), "sheet-follow-"));
  const db = openSqlite(path.join(folder, "test.db"));
  await migrate(db);
  const clock = handClock();
  const listening = listeningLog();
  const hand = handProvider();
  const near = handHttp();
  const store = generationStore(db, "tracker");
  let reads = 0;
  const deps: AdvanceDeps = {
    db, store, providerOf: () => hand.provider, storageOf: () => nearStorage, modelOf: () => defaultModel, reads: { take: async () => { reads += 1; } },
    pollMs: () => pollMs, files: createFiles(folder), http: near.http, now: clock.now, log: listening.log,
  };
  const claim = (id: string) => db.updateTable("generations").set({ lease_holder: "tracker" }).where("id", "=", id).execute();
  return {
    db, deps, clock, hand, store, listening, download: near, files: deps.files,
    reads: () => reads,
    held: () => heldOn(db, day),
    row: (id: string) => rowOf(db, id),
    outputs: (id: string) => store.outputs(id),
    /** An accepted take, held by this tracker. */
    async take(draft: Partial<Draft> = {}) {
      const { id } = await acceptedTake(db, clock.now, { draft });
      await claim(id);
      return id;
    },
    async queued(draft: Partial<Draft> = {}) {
      const id = await this.take(draft);
      await this.step(id);
      return id;
    },
    /** Steps until one has to wait; the answer is how long. */
    async run(id: string, changes: Partial<AdvanceDeps> = {}) {
      for (let steps = 0; steps < 40; steps += 1) {
        const waitMs = await this.step(id, changes);
        if (waitMs > 0) return waitMs;
      }
      throw new Error(`${id} never waits`);
    },
    /** One step; the answer is how long to wait. */
    step: async (id: string, changes: Partial<AdvanceDeps> = {}) => (await advance({ ...deps, ...changes }, id)) - clock.now(),
    async close() {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Follower = Awaited<ReturnType<typeof openFollower>>;
