import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright/test";
import sharp, { type Sharp } from "sharp";
import { startCuttingFront, type CuttingFront } from "@/tests/support/cutting-front";
import { expect, samples, test as base, type StudioPage } from "@/tests/support/story";
import { test as atUploadThing } from "@/tests/support/upload-story";

/** The embedded ingest, its uploads cut on their way to it. */
const embedded = base.extend<{ line: CuttingFront }>({
  line: async ({ cold }, use) => {
    const line = await startCuttingFront(cold.url);
    await use(line);
    await line.close();
  },
  studio: async ({ cold, line }, use) => {
    await cold.start();
    await use({ ...cold, url: line.url });
  },
});

/** What the browser itself writes of a call that failed. */
const FAILED_CALL = /Failed to load resource|net::ERR_|CORS policy/;
const MAKER = "Telephone of a story";
const EXIF = {
  IFD0: { Make: MAKER },
  IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1", GPSLongitudeRef: "W", GPSLongitude: "0/1 7/1 0/1" },
};
const sha256Of = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

let folder = "";
base.beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), "contact-sheet-cut-")); });
base.afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const photograph = (): Sharp => sharp(samples("cups")[0]).resize(1600, 1200, { fit: "cover" }).withExif(EXIF);
/** What is made anew, and what keeps its pixels and loses its place. */
const files = {
  "web.webp": { made: () => photograph().webp({ quality: 95 }).toBuffer(), said: /WEBP to JPEG/ },
  "home.jpg": { made: () => photograph().jpeg({ quality: 95 }).toBuffer(), said: /place removed/ },
} as const;
const names = ["web.webp", "home.jpg"] as const;
type Name = (typeof names)[number];

type Sent = { sha256: string; bytes: number };
const SENT = "sent:";
/** Every file that the page hands over to be sent, whole or a rest. */
async function noteSent(page: Page): Promise<Sent[]> {
  const sent: Sent[] = [];
  page.on("console", (message) => {
    const [, sha256, bytes] = message.text().startsWith(SENT) ? message.text().split(" ") : [];
    if (sha256 !== undefined) sent.push({ sha256, bytes: Number(bytes) });
  });
  await page.addInitScript((prefix) => {
    window.XMLHttpRequest = class extends XMLHttpRequest {
      override send(body?: Document | XMLHttpRequestBodyInit | null): void {
        super.send(body);
        const file = body instanceof FormData ? body.get("file") : null;
        if (!(file instanceof Blob)) return;
        void file.arrayBuffer().then((bytes) => crypto.subtle.digest("SHA-256", bytes)).then((digest) => {
          const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
          console.debug(`${prefix} ${hex} ${file.size}`);
        });
      }
    };
  }, SENT);
  return sent;
}

type Added = { original: Buffer; whole: Sent; rest: Sent };
/** Given once, and a reference without another press: the whole was cut, its rest arrived. */
async function addThroughTheCut(person: StudioPage, name: Name): Promise<Added> {
  const { page } = person;
  const original = await files[name].made();
  const place = path.join(folder, name);
  writeFileSync(place, original);
  const sent = await noteSent(page);
  await person.open();
  await person.files.setInputFiles(place);
  await expect(page.locator('[data-state="stored"]')).toHaveCount(1, { timeout: 40_000 });
  await expect(page.getByRole("group", { name: new RegExp(`: ${name}`) })).toHaveAccessibleName(files[name].said);
  await expect.poll(() => sent.length).toBe(2);
  const [whole, rest] = sent;
  if (!whole || !rest) throw new Error("nothing was sent");
  return { original, whole, rest };
}

/** The fixed file and no other: what the tile sent first, with nothing in it that tells of the person. */
async function expectFixed(stored: Buffer, { original, whole }: Added): Promise<void> {
  expect(sha256Of(stored)).toBe(whole.sha256);
  expect(stored.length).toBe(whole.bytes);
  expect(sha256Of(stored)).not.toBe(sha256Of(original));
  expect(original.includes(MAKER)).toBe(true);
  expect(stored.includes(MAKER)).toBe(false);
  const { format, width, height, exif, xmp, iptc } = await sharp(stored).metadata();
  expect({ format, width, height, exif, xmp, iptc }).toEqual({ format: "jpeg", width: 1600, height: 1200 });
}

function expectResumed(from: number | undefined, { whole, rest }: Added): void {
  expect(from).toBeGreaterThan(0.4 * whole.bytes);
  expect(from).toBeLessThan(0.55 * whole.bytes);
  expect(rest.bytes).toBe(whole.bytes - (from ?? 0));
}

const storedFiles = (dataDir: string): Buffer[] => {
  const references = path.join(dataDir, "files", "r");
  return readdirSync(references, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
};

for (const name of names) {
  embedded(`in the studio's own storage, ${name} is fixed, cut at its half, and goes on from the offset that HEAD answers`, async ({ person, line, studio, expectedErrors }) => {
    expectedErrors.push(FAILED_CALL);
    const added = await addThroughTheCut(person, name);
    const from = line.offsets.at(-1);
    expectResumed(from, added);
    expect(line.puts).toEqual([expect.objectContaining({ range: "bytes=0-", isCut: true }), expect.objectContaining({ range: `bytes=${from}-`, isCut: false })]);
    const stored = storedFiles(studio.dataDir);
    expect(stored).toHaveLength(1);
    await expectFixed(stored[0] ?? Buffer.alloc(0), added);
  });

  atUploadThing(`at UploadThing, ${name} is fixed, cut at its half, and goes on from the offset that HEAD answers`, async ({ person, service, front, expectedErrors }) => {
    expectedErrors.push(FAILED_CALL);
    const cut = front.faults.plant({ method: "PUT", path: /./, times: 1, fault: { kind: "cutUpload" } });
    const added = await addThroughTheCut(person, name);
    expect(cut.hits()).toBe(1);
    const { puts, offsets, files: stored } = await service.ledger();
    const from = offsets.at(-1)?.from;
    expectResumed(from, added);
    expect(puts).toEqual([expect.objectContaining({ from: 0, bytes: from, outcome: "cut_off" }), expect.objectContaining({ from, bytes: added.rest.bytes, outcome: "stored" })]);
    expect(stored).toHaveLength(1);
    const answer = await fetch(`${service.url}/f/${stored[0]?.key}`);
    await expectFixed(Buffer.from(await answer.arrayBuffer()), added);
  });
}
