import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import { createRunComfy, envOf, expect, killedInTheMiddle, LOST_SERVER, StudioPage, test } from "@/tests/support/story";
import { createStudio, type Studio } from "@/tests/support/studio";

/** As a tunnel or a rebound name would ask: with a Host of its own. */
function ask(studio: Studio, address: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${studio.url}${address}`, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on("error", reject).end();
  });
}

test("by its public address the studio gives out references, and nothing else", async ({ context, runcomfy }) => {
  const studio = await createStudio({ ...envOf(runcomfy), PUBLIC_URL: "https://studio.example" });
  try {
    await studio.start();
    const person = await new StudioPage(await context.newPage(), studio).open();
    await person.compose({ count: 1 });
    await person.generate.click();
    await person.expectTake(1, "completed");
    const [reference = ""] = readdirSync(path.join(studio.dataDir, "files/r"), { recursive: true }).map(String).filter((name) => name.endsWith(".jpg"));
    const thumb = new URL(await person.frame(1, 1).getByRole("img").evaluate((node) => (node instanceof HTMLImageElement ? node.currentSrc : ""))).pathname;
    const sheet = `/api/sessions/${person.sessionId}/generations?since=0`;
    const strangers: Record<string, string>[] = [{ host: "studio.example" }, { host: "evil.example" }, { host: new URL(studio.url).host, "x-forwarded-for": "203.0.113.9" }];
    for (const headers of strangers) {
      for (const address of [person.address, "/", sheet, thumb]) expect([headers, address, await ask(studio, address, headers)]).toEqual([headers, address, 404]);
      expect(await ask(studio, `/api/files/r/${path.basename(reference)}`, headers)).toBe(200);
    }
    for (const address of [person.address, sheet, thumb]) expect(await ask(studio, address, { host: new URL(studio.url).host })).toBe(200);
  } finally {
    await studio.remove();
  }
});

test("demo takes that are open when a token comes are finished by the demo engine, free, and never asked of RunComfy", async ({ context, expectedErrors }) => {
  expectedErrors.push(LOST_SERVER);
  const runcomfy = await createRunComfy();
  const studio = await createStudio({});
  try {
    await studio.start();
    const person = await killedInTheMiddle(studio, context);
    await studio.start(envOf(runcomfy));
    await person.reload();
    await expect(person.page.getByLabel("Engine", { exact: true })).toContainText("RunComfy");
    await person.expectTake(1, "completed", 60_000);
    await expect(person.page.getByText("$0.00 of $10.00 today")).toBeVisible();
    expect((await runcomfy.ledger()).posts).toEqual([]);
  } finally {
    await studio.remove();
    await runcomfy.remove();
  }
});

test("half-written files of a crash are swept at the start, young ones stay to be resumed", async () => {
  const studio = await createStudio({});
  try {
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000);
    for (const folder of ["tmp", "ingest"]) {
      mkdirSync(path.join(studio.dataDir, folder), { recursive: true });
      for (const [name, age] of [["old", 3], ["young", 1]] as const) {
        const file = path.join(studio.dataDir, folder, name);
        writeFileSync(file, "half");
        utimesSync(file, hours(age), hours(age));
      }
    }
    await studio.start();
    for (const folder of ["tmp", "ingest"]) expect(readdirSync(path.join(studio.dataDir, folder))).toEqual(["young"]);
  } finally {
    await studio.remove();
  }
});
