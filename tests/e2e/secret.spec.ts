import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createRunComfy, envOf, expect, StudioPage, test } from "@/tests/support/story";
import { createStudio } from "@/tests/support/studio";

const SENTINEL = "sentinel-4f1c8a-never-to-be-seen";

/** Where the sentinel stands, of all that left the server; also as it would look when encoded. */
function leaks(places: ReadonlyMap<string, string>): string[] {
  const forms = [SENTINEL, encodeURIComponent(SENTINEL), Buffer.from(SENTINEL).toString("base64").replace(/=+$/, ""), Buffer.from(SENTINEL).toString("hex")];
  return [...places].filter(([, text]) => forms.some((form) => text.includes(form))).map(([place]) => place);
}

test("the token is in no script, page, answer or log", async ({ context, expectedErrors }) => {
  expectedErrors.push(/404.*\/nothing-here/);
  const runcomfy = await createRunComfy({ token: SENTINEL });
  const studio = await createStudio(envOf(runcomfy));
  const places = new Map<string, string>();
  try {
    await studio.start();
    const page = await context.newPage();
    let unread = 0;
    page.on("response", (answer) => {
      unread += 1;
      answer.text().then(
        (text) => places.set(`${answer.request().method()} ${answer.url()} ${places.size}`, `${text}\n${JSON.stringify(answer.headers())}`),
        // A redirect and a picture have no text.
        () => undefined,
      ).finally(() => { unread -= 1; });
    });
    const person = await new StudioPage(page, studio).open();
    await person.compose({ count: 1 });
    await person.generate.click();
    await person.expectTake(1, "completed");
    await page.goto(`${studio.url}/nothing-here`);
    await expect.poll(() => unread).toBe(0);

    const built = path.resolve(".next/static");
    for (const entry of readdirSync(built, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) places.set(entry.name, readFileSync(path.join(entry.parentPath, entry.name), "latin1"));
    }
    places.set("log", studio.output());
    for (const name of ["contact-sheet.db", "contact-sheet.db-wal"]) places.set(name, readFileSync(path.join(studio.dataDir, name), "latin1"));
    expect(places.size).toBeGreaterThan(20);
    expect(leaks(places)).toEqual([]);
    // The net has no hole: a leak in any form would be seen.
    for (const form of [SENTINEL, Buffer.from(SENTINEL).toString("base64")]) expect(leaks(new Map([...places, ["planted", `... ${form} ...`]]))).toEqual(["planted"]);
  } finally {
    await studio.remove();
    await runcomfy.remove();
  }
});
