import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { startFaultProxy, type FaultProxy } from "@/tests/support/fault-proxy";
import { gate } from "@/tests/support/gate";
import { createRunComfy, envOf, expect, LOST_SERVER, StudioPage, test, type RunComfy } from "@/tests/support/story";
import { createStudio, type Studio } from "@/tests/support/studio";

type Ground = { studio: Studio; runcomfy: RunComfy; proxy: FaultProxy };
type Point = {
  name: string;
  /** A statement of the database to die at, or what stands in the way outside. */
  at: { pattern: string; when: "before" | "after" | "committed" } | ((ground: Ground) => Promise<void>);
  /** What the take has become in the end; null: there is none, and the same click makes one. */
  becomes: "completed" | "unclear" | null;
  charge: "charged" | "unclear";
  /** Requests that the engine's ledger holds in the end: never more than one for a take. */
  billed: 0 | 1;
};

const UPDATE = '^update "generations" set';

const POINTS: readonly Point[] = [
  { name: "before the row", at: { pattern: '^insert into "generations"', when: "before" }, becomes: null, charge: "charged", billed: 1 },
  { name: "after the row", at: { pattern: '^insert into "generations"', when: "committed" }, becomes: "completed", charge: "charged", billed: 1 },
  { name: "before the stamp", at: { pattern: `${UPDATE} "post_started_at"`, when: "before" }, becomes: "completed", charge: "charged", billed: 1 },
  { name: "after the stamp", at: { pattern: `${UPDATE} "post_started_at"`, when: "after" }, becomes: "unclear", charge: "unclear", billed: 0 },
  { name: "after the POST, before its answer", at: afterThePost, becomes: "unclear", charge: "unclear", billed: 1 },
  { name: "after the answer, before it is written down", at: { pattern: `${UPDATE} .*"request_id" = `, when: "before" }, becomes: "unclear", charge: "unclear", billed: 1 },
  { name: "after the answer is written down", at: { pattern: `${UPDATE} .*"request_id" = `, when: "committed" }, becomes: "completed", charge: "charged", billed: 1 },
  { name: "between status and saving", at: { pattern: '^insert into "outputs"', when: "before" }, becomes: "completed", charge: "charged", billed: 1 },
  { name: "in the middle of a file", at: inTheMiddleOfAFile, becomes: "completed", charge: "charged", billed: 1 },
  { name: "between the last file and completed", at: { pattern: `${UPDATE} .*"completed"`, when: "before" }, becomes: "completed", charge: "charged", billed: 1 },
];

async function afterThePost({ studio, runcomfy, proxy }: Ground): Promise<void> {
  const released = gate();
  proxy.faults.plant({ method: "POST", path: /\/models\//, fault: { kind: "hold", release: released.passed, at: "answer" } });
  await expect.poll(async () => (await runcomfy.ledger()).posts.length).toBe(1);
  await studio.kill();
  released.open();
}

async function inTheMiddleOfAFile({ studio, proxy }: Ground): Promise<void> {
  proxy.faults.plant({ path: /\/files\//, fault: { kind: "drip", bytesPerSecond: 30_000 } });
  const drafts = path.join(studio.dataDir, "tmp");
  await expect.poll(() => readdirSync(drafts).some((name) => statSync(path.join(drafts, name)).size > 10_000), { timeout: 40_000 }).toBe(true);
  await studio.kill();
}

const rowSchema = z.object({ generations: z.array(z.looseObject({ status: z.string(), charge: z.string(), requestId: z.string().nullable() })) });

async function rows(studio: Studio, sessionId: string) {
  const answer = await fetch(`${studio.url}/api/sessions/${sessionId}/generations?since=0`);
  return rowSchema.parse(await answer.json()).generations;
}

test.use({ expectedErrors: [LOST_SERVER] });

for (const point of POINTS) {
  test(`killed ${point.name}: ${point.becomes === null ? "the same click makes it" : point.becomes}, and nothing was sent twice`, async ({ context }) => {
    const runcomfy = await createRunComfy();
    const proxy = await startFaultProxy({ target: runcomfy.url });
    // The price is set: the catalog's question would be one more call.
    const studio = await createStudio({ ...envOf(runcomfy, proxy.url), PRICE_USD_PER_OUTPUT: "0.03" });
    try {
      const { at } = point;
      await studio.start(typeof at === "function" ? {} : { NODE_OPTIONS: `--require ${path.resolve("tests/support/kill-at.cjs")}`, KILL_AT: JSON.stringify(at) });
      const person = await new StudioPage(await context.newPage(), studio).open();
      await person.compose({ count: 2 });
      const dies = typeof at === "function" ? at({ studio, runcomfy, proxy }) : studio.ended();
      await person.generate.click();
      await dies;
      proxy.faults.clear();
      await studio.start();

      if (point.becomes === null) {
        expect(await rows(studio, person.sessionId)).toEqual([]);
        await person.page.getByRole("button", { name: "Try again" }).click();
      } else {
        await person.page.reload();
      }
      await person.expectTake(1, point.becomes ?? "completed");
      await expect(person.page.getByRole("article")).toHaveCount(1);

      const [row, ...others] = await rows(studio, person.sessionId);
      const { posts } = await runcomfy.ledger();
      const seen = proxy.begun.filter(({ method, path: asked }) => method === "POST" && asked.includes("/models/")).length;
      console.log(`${point.name}: ${row?.status}, ${row?.charge}; the engine saw ${seen} and took ${posts.length}`);
      expect(others).toEqual([]);
      expect(row?.charge).toBe(point.charge);
      expect(posts).toHaveLength(point.billed);
      // Unclear only where the engine saw the POST, whole or half.
      if (row?.status === "unclear") expect(seen).toBe(1);
      else expect(posts[0]?.request_id).toBe(row?.requestId);
    } finally {
      await studio.remove();
      await proxy.close();
      await runcomfy.remove();
    }
  });
}
