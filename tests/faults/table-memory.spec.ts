import { readFileSync } from "node:fs";
import { sharedSqlite } from "@/tests/faults/processes-database";
import { startFaultProxy } from "@/tests/support/fault-proxy";
import { LONG_PROOF } from "@/tests/support/long-proof";
import { createRunComfy, envOf, expect, StudioPage, test } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

const MOST_GROWTH_MB = 50;
const SAMPLE_MS = 20;

/** In the memory of the machine, as Linux counts it. */
const residentMb = (pid: string): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1000;

test("bodies without end, of a status, a result and two files, cost the app less than 50 MB", { tag: LONG_PROOF }, async ({ context }) => {
  test.skip(process.platform !== "linux", "reads /proc");
  test.setTimeout(180_000);
  const runcomfy = await createRunComfy();
  const proxy = await startFaultProxy({ target: runcomfy.url });
  const studio = await createStudio({ ...envOf(runcomfy, proxy.url), PRICE_USD_PER_OUTPUT: "0.03" });
  const database = sharedSqlite(studio.dataDir);
  let sampling: NodeJS.Timeout | undefined;
  try {
    await studio.start();
    const person = await new StudioPage(await context.newPage(), studio).open();
    await person.compose({ count: 2 });
    let pid = "";
    await person.generate.click();
    await expect.poll(async () => {
      pid = (await database.rows()).flatMap(({ lease_holder }) => lease_holder ?? [])[0]?.split("/")[1] ?? "";
      return pid;
    }, { intervals: [5] }).not.toBe("");
    // What any take costs is there already: code that was loaded, pools of threads.
    await person.expectTake(1, "completed");

    const before = residentMb(pid);
    let most = before;
    sampling = setInterval(() => { most = Math.max(most, residentMb(pid)); }, SAMPLE_MS);
    proxy.faults.plant({ path: /\/status$/, times: 3, fault: { kind: "endlessBody" } });
    proxy.faults.plant({ path: /\/result$/, times: 2, fault: { kind: "endlessBody" } });
    proxy.faults.plant({ path: /\/files\//, times: 2, fault: { kind: "endlessBody", contentType: "image/jpeg" } });
    await person.prompt.fill("Generate 2 images of the cups, warmer light each time");
    await person.generate.click();
    // Where it grows too far nobody waits for the rest.
    await expect.poll(async () => (most - before < MOST_GROWTH_MB ? person.take(2).getAttribute("data-status") : "grown"), { timeout: 90_000 }).toMatch(/completed|grown/);
    clearInterval(sampling);
    console.log(`app memory: ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most, grown by ${(most - before).toFixed(0)} MB`);
    expect(most - before).toBeLessThan(MOST_GROWTH_MB);
    expect((await database.rows()).map(({ delivered }) => delivered)).toEqual([2, 0]);
  } finally {
    clearInterval(sampling);
    await studio.remove();
    await database.close();
    await proxy.close();
    await runcomfy.remove();
  }
});
