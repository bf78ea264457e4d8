import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gate } from "@/tests/support/gate";
import { aDayPasses, aMinuteAfterTheDelete } from "@/tests/support/passed-time";
import { LONG_PROOF } from "@/tests/support/long-proof";
import { expect, samples } from "@/tests/support/story";
import { test } from "@/tests/support/upload-story";

/** A deletion that UploadThing did not take is asked for again seconds later. */
const SWEPT = { timeout: 40_000, intervals: [200] };
/** What the browser itself writes of a call that failed. */
const FAILED_CALL = /Failed to load resource|net::ERR_|CORS policy/;
const sizeOf = (file: string) => readFileSync(file).length;
const sha256Of = (file: string) => createHash("sha256").update(readFileSync(file)).digest("hex");

for (const databaseKind of ["Postgres", "SQLite"] as const) {
  // Both databases pass the contracts of every store; these stories on the second one are a longer proof.
  test.describe(`with UploadThing, on ${databaseKind}`, { tag: databaseKind === "Postgres" ? LONG_PROOF : [] }, () => {
    test.use({ databaseKind });
    test.describe.configure({ timeout: 180_000 });

    test("photographs dropped on the page lie at UploadThing, the engine fetches them there, and a frame goes there to be edited", async ({ person, service }) => {
      await person.open();
      await person.drop(samples("cups", "oranges"));
      await expect(person.page.locator('[data-state="stored"]')).toHaveCount(2);
      const dropped = await service.ledger();
      expect(dropped.files.map(({ sha256, type, by }) => ({ sha256, type, by })).sort((a, b) => a.sha256.localeCompare(b.sha256)))
        .toEqual(samples("cups", "oranges").map((file) => ({ sha256: sha256Of(file), type: "image/jpeg", by: "browser" })).sort((a, b) => a.sha256.localeCompare(b.sha256)));
      expect(dropped.callbacks.map(({ status }) => status)).toEqual([200, 200]);
      await expect.poll(async () => (await service.ledger()).results.length).toBe(2);

      await person.prompt.fill("Generate 2 images of the cups in image 1 with the cloth of image 2");
      await person.page.getByRole("radio", { name: "2 images", exact: true }).check({ force: true });
      await person.generate.click();
      await person.expectTake(1, "completed");
      const keys = dropped.files.map(({ key }) => key);
      expect([...new Set((await service.ledger()).reads)].sort()).toEqual([...keys].sort());
      for (const index of [1, 2]) await expect(person.frame(1, index).getByRole("img")).toBeVisible();

      await person.editFrame(1, 1);
      const frames = (await service.ledger()).files.filter(({ by }) => by === "server");
      expect(frames.map(({ name }) => name)).toEqual(["1-1"]);
      await person.prompt.fill("Generate 1 image, warmer");
      await person.page.getByRole("radio", { name: "1 image", exact: true }).check({ force: true });
      await person.generate.click();
      await person.expectTake(2, "completed");
      expect((await service.ledger()).reads).toContain(frames[0]?.key);
    });

    test("a deleted session's photographs are gone at UploadThing a day later, those of its duplicate stay, and Undo leaves all of them", async ({ person, studio, database, service, front, sessionIds, expectedErrors }) => {
      // The studio is started anew after the day.
      expectedErrors.push(FAILED_CALL);
      const ground = { database, dataDir: studio.dataDir };
      const aDayLater = async () => {
        expect(await studio.stop()).toBe(0);
        await aDayPasses(ground);
        await studio.start();
      };
      const { page } = await person.open();
      await person.compose({ references: ["cups", "oranges"], count: 1, prompt: "Generate 1 image of the cups" });
      await person.generate.click();
      await person.expectTake(1, "completed");
      await person.choose("Rename");
      await page.getByRole("textbox", { name: "Title" }).fill("Breakfast");
      await page.keyboard.press("Enter");
      await expect(person.title).toHaveText("Session: Breakfast");
      const [first, firstId] = [person.address, person.sessionId];
      // The duplicate has the draft: cups alone. The take has both.
      await page.getByRole("group", { name: "image 2: oranges.jpg" }).hover();
      await page.getByRole("button", { name: "Remove image 2" }).click();
      await person.choose("Duplicate as new");
      await person.leftSession(first);
      await expect(person.title).toHaveText("Session: Breakfast copy");
      await expect(page.locator('[data-state="stored"]')).toHaveCount(1);
      const [copy, copyId] = [person.address, person.sessionId];
      const shas = async () => (await service.ledger()).files.map(({ sha256 }) => sha256).sort();
      const [cups, oranges] = [sha256Of(samples("cups")[0] ?? ""), sha256Of(samples("oranges")[0] ?? "")];

      await person.open(first);
      await person.choose("Delete");
      await person.leftSession(first);
      await page.getByRole("button", { name: "Undo" }).first().click();
      await page.waitForURL(`**${first}`);
      await expect(person.frame(1, 1).getByRole("img")).toBeVisible();
      expect(await shas()).toEqual([cups, oranges].sort());
      expect((await service.ledger()).deletions).toEqual([]);

      await person.choose("Delete");
      await person.leftSession(first);
      await aMinuteAfterTheDelete(ground);
      await expect.poll(sessionIds, SWEPT).not.toContain(firstId);
      // On the shelf for a day.
      expect(await shas()).toEqual([cups, oranges].sort());
      const refused = front.faults.plant({ method: "POST", path: "/v6/deleteFiles", times: 1, fault: { kind: "status", status: 500 } });
      await aDayLater();
      await expect.poll(shas, SWEPT).toEqual([cups]);
      expect(refused.hits()).toBe(1);

      await person.open(copy);
      await person.generate.click();
      await person.expectTake(1, "completed");
      await person.editFrame(1, 1);
      expect(await shas()).toHaveLength(2);
      await person.choose("Delete");
      await person.leftSession(copy);
      await aMinuteAfterTheDelete(ground);
      // The frame was never used: it goes with its session.
      await expect.poll(shas, SWEPT).toEqual([cups]);
      expect(await sessionIds()).not.toContain(copyId);
      await aDayLater();
      await expect.poll(shas, SWEPT).toEqual([]);
      expect((await service.ledger()).deletions.reduce((sum, { deleted }) => sum + deleted, 0)).toBe(3);
    });

    test("an upload cut at its half goes on from the offset that HEAD answers", async ({ person, service, front, expectedErrors }) => {
      expectedErrors.push(FAILED_CALL);
      await person.open();
      front.faults.plant({ method: "PUT", path: /./, times: 1, fault: { kind: "cutUpload" } });
      const [cups = ""] = samples("cups");
      await person.files.setInputFiles(cups);
      await expect(person.page.locator('[data-state="stored"]')).toHaveCount(1);
      // It goes on by itself.
      const { puts, offsets, files } = await service.ledger();
      const from = puts[0]?.bytes ?? 0;
      expect(from).toBeGreaterThan(0.45 * sizeOf(cups));
      expect(from).toBeLessThan(0.55 * sizeOf(cups));
      expect(offsets.at(-1)).toMatchObject({ from });
      expect(puts).toEqual([expect.objectContaining({ from: 0, bytes: from, outcome: "cut_off" }), expect.objectContaining({ from, bytes: sizeOf(cups) - from, outcome: "stored" })]);
      expect(files).toMatchObject([{ sha256: sha256Of(cups) }]);
    });

    test("an upload that UploadThing refuses or keeps waiting does not hold up the others", async ({ person, service, front, expectedErrors }) => {
      expectedErrors.push(FAILED_CALL);
      await person.open();
      front.faults.plant({ method: "PUT", path: /./, times: 1, fault: { kind: "status", status: 500 } });
      const slow = gate();
      const held = front.faults.plant({ method: "PUT", path: /./, times: 1, fault: { kind: "hold", release: slow.passed } });
      await person.files.setInputFiles(samples("cups", "oranges", "blossom"));
      await held.reached;
      // The good one, and the refused one at its second try.
      await expect(person.page.locator('[data-state="stored"]')).toHaveCount(2);
      await expect(person.page.locator('[data-state="uploading"]')).toHaveCount(1);
      slow.open();
      await expect(person.page.locator('[data-state="stored"]')).toHaveCount(3);
      expect((await service.ledger()).files).toHaveLength(3);
    });

    test("where the callback never comes, the studio finds the file by itself", async ({ person, service, uploads }) => {
      await service.callbacks("never");
      await person.open();
      await person.compose({ count: 1 });
      expect((await service.ledger()).callbacks).toEqual([]);
      expect(await uploads()).toMatchObject([{ stored_key: null, reference_id: expect.stringMatching(/^ref_/) }]);
      await person.generate.click();
      await person.expectTake(1, "completed");
    });

    test("a callback with a wrong signature is refused and records nothing; the file is found without it", async ({ person, service, uploads }) => {
      await service.callbacks("wrong_signature");
      await person.open();
      await person.compose({ count: 1 });
      const { callbacks, results, files } = await service.ledger();
      expect(callbacks).toEqual([{ key: files[0]?.key, status: 400 }]);
      expect(results).toEqual([]);
      expect(await uploads()).toMatchObject([{ stored_key: null, ingest_key: files[0]?.key, reference_id: expect.stringMatching(/^ref_/) }]);
    });
  });
}
