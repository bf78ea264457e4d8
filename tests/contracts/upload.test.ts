import { createHash, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { request as callIngest } from "node:http";
import sharp from "sharp";
import { genUploader } from "uploadthing/client";
import type { FileRoute } from "uploadthing/types";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { newId } from "@/lib/ids";
import { limits } from "@/lib/limits";
import type { Source } from "@/lib/references/source";
import { stripImage } from "@/lib/references/strip";
import type { UploadInput } from "@/lib/references/upload";
import { referenceFromOutput, referenceFromSample } from "@/lib/server/references/references";
import { confirmUpload } from "@/lib/server/references/uploads";
import { outputKey } from "@/lib/server/storage/files";
import { openDoor, type Door, type DoorKind } from "@/tests/contracts/support/upload-door";
import { owner } from "@/tests/contracts/support/take-fixture";
import { gate } from "@/tests/support/gate";

let photograph: Buffer;
let door: Door;
const sent: { range: string; bytes: number }[] = [];

beforeAll(async () => {
  const noise = { create: { width: 640, height: 480, channels: 3 as const, background: "#888", noise: { type: "gaussian" as const, mean: 128, sigma: 40 } } };
  photograph = await sharp(noise).jpeg().toBuffer();
  vi.stubGlobal("XMLHttpRequest", FetchingRequest);
});
afterAll(() => { vi.unstubAllGlobals(); });
beforeEach(() => {
  sent.splice(0);
  // The library names its getters deprecated whenever one is touched, by itself too.
  for (const method of ["log", "warn"] as const) vi.spyOn(console, method).mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  await door.close();
});

/** As much of XMLHttpRequest as uploadthing/client uses, over fetch. */
class FetchingRequest {
  status = 0;
  statusText = "";
  response: unknown = null;
  responseType = "";
  upload = { addEventListener: () => {} };
  #url = "";
  #headers: Record<string, string> = {};
  #listeners = new Map<string, () => void>();
  #stop = new AbortController();
  open(_method: string, url: string) { this.#url = url; }
  setRequestHeader(name: string, value: string) { this.#headers[name] = value; }
  addEventListener(name: string, listener: () => void) { this.#listeners.set(name, listener); }
  abort() { this.#stop.abort(); }
  send(form: FormData) {
    const file = form.get("file");
    sent.push({ range: this.#headers.Range ?? "", bytes: file instanceof Blob ? file.size : -1 });
    void fetch(this.#url, { method: "PUT", headers: this.#headers, body: form, signal: this.#stop.signal }).then(async (answer) => {
      this.status = answer.status;
      this.response = await answer.json();
      this.#listeners.get("load")?.();
    }).catch(() => this.#listeners.get("error")?.());
  }
}

const storedKeyOf = async ({ tileId }: { tileId: string }) => {
  const upload = await door.deps.store.findUpload(tileId);
  return upload?.stored_key ?? upload?.ingest_key ?? "";
};
const isStored = async (key: string) => (await door.deps.storage.read(key, door.files.draftFile(), limits.uploadBytes)).ok;
const fileWith = async (bytes: Buffer) => {
  const file = door.files.draftFile();
  await writeFile(file, bytes);
  return file;
};
const newTile = (): UploadInput => ({ tileId: randomBytes(16).toString("hex"), sessionId: newId("ses"), name: "cups.jpg" });
type Tile = ReturnType<typeof newTile>;
const fileOf = ({ tileId }: Tile, bytes: Buffer = photograph) => new File([new Uint8Array(bytes)], tileId, { type: "image/jpeg" });
const confirm = (tile: Tile, ownerId = owner) => confirmUpload(door.deps, ownerId, tile.tileId);
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const shaOf = async (tile: Tile) => {
  const upload = await door.deps.store.findUpload(tile.tileId);
  return (await door.deps.store.find(owner, upload?.reference_id ?? ""))?.sha256;
};

type Router = { reference: FileRoute<{ input: Tile; output: undefined; errorShape: { message: string } }> };
/** The library's client, unmodified. */
const upload = (tile: Tile, bytes?: Buffer) =>
  genUploader<Router>({ url: door.routeUrl, fetch: globalThis.fetch }).uploadFiles("reference", { files: [fileOf(tile, bytes)], input: tile });

const presignedSchema = z.array(z.object({ url: z.string(), key: z.string() })).length(1);
/** The library's client's first call, by hand: the address alone. */
const askAddress = (tile: Tile, size: number, ownerId = owner, name = tile.tileId) => fetch(`${door.routeUrl}?actionType=upload&slug=reference`, {
  method: "POST", headers: { "content-type": "application/json", "x-test-owner": ownerId }, body: JSON.stringify({ input: tile, files: [{ name, size, type: "image/jpeg" }] }),
});
async function addressOf(tile: Tile, size = photograph.length): Promise<string> {
  const [presigned] = presignedSchema.parse(await (await askAddress(tile, size)).json());
  return presigned?.url ?? "";
}
async function put(address: string, bytes: Buffer, from = 0): Promise<number> {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), "file");
  return (await fetch(address, { method: "PUT", headers: { Range: `bytes=${from}-` }, body: form })).status;
}
const head = async (address: string) => {
  const answer = await fetch(address, { method: "HEAD" });
  return answer.ok ? Number(answer.headers.get("x-ut-range-start")) : answer.status;
};

/** Sends the first bytes of a file and hangs up. */
async function cutAfter(address: string, bytes: Buffer): Promise<void> {
  const call = callIngest(address, { method: "PUT", headers: { Range: "bytes=0-", "content-type": "multipart/form-data; boundary=edge", "transfer-encoding": "chunked" } });
  call.on("error", () => {});
  call.write('--edge\r\ncontent-disposition: form-data; name="file"; filename="file"\r\ncontent-type: image/jpeg\r\n\r\n');
  call.write(bytes);
  await expect.poll(() => head(address)).toBeGreaterThan(0);
  call.destroy();
}

describe.each<DoorKind>(["embedded", "UploadThing"])("uploading through %s", (kind) => {
  beforeEach(async () => {
    door = await openDoor(kind);
  });

  test("the library's own client brings a photograph in, and the server measures it itself", async () => {
    const tile = newTile();
    await upload(tile);
    expect(await confirm(tile)).toMatchObject({ ok: true, value: { name: "cups.jpg", format: "jpeg", width: 640, height: 480, bytes: photograph.length } });
    expect(sent).toEqual([{ range: "bytes=0-", bytes: photograph.length }]);
    expect(await shaOf(tile)).toBe(sha256(photograph));
  });
  test("cut in the middle, a second try sends only the rest, and the file is whole", async () => {
    const tile = newTile();
    const half = photograph.subarray(0, Math.floor(photograph.length / 2));
    const address = await addressOf(tile);
    await cutAfter(address, half);
    const from = await head(address);
    expect(from).toBeGreaterThan(0);
    expect(from).toBeLessThanOrEqual(half.length);
    expect(await confirm(tile)).toEqual({ ok: false, error: { code: "not_stored" } });
    await upload(tile);
    expect(sent).toEqual([{ range: `bytes=${from}-`, bytes: photograph.length - from }]);
    await confirm(tile);
    expect(await shaOf(tile)).toBe(sha256(photograph));
  });
  test("after it is complete, another try sends nothing, and there is one reference", async () => {
    const tile = newTile();
    await upload(tile);
    const first = await confirm(tile);
    await upload(tile);
    expect(sent[1]).toEqual({ range: `bytes=${photograph.length}-`, bytes: 0 });
    expect(await confirm(tile)).toEqual(first);
  });
  test("a wrong signature is turned away, at HEAD and at PUT", async () => {
    const tile = newTile();
    const address = await addressOf(tile);
    const turned = address.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    for (const forged of [turned, address.replace(/&signature=.*/, ""), address.replace("640", "641").replace(/x-ut-file-size=\d+/, "x-ut-file-size=9"), `${address.replace(/signature=.*/, "signature=")}%E0%A4%A`]) {
      expect(await head(forged)).toBeGreaterThanOrEqual(400);
      expect(await put(forged, photograph)).toBeGreaterThanOrEqual(400);
    }
    expect(await head(address)).toBe(0);
  });
  test("what stands behind the signature counts for nothing", async () => {
    const tile = newTile();
    const address = await addressOf(tile);
    door.pass(limits.presignedUrlMs + 60_000);
    const later = String(Date.now() + 10 * limits.presignedUrlMs);
    for (const longer of [`${address}&expires=${later}`, `${address}&signature=&expires=${later}`]) expect(await put(longer, photograph)).toBeGreaterThanOrEqual(400);
  });
  test("an expired address is turned away", async () => {
    const address = await addressOf(newTile());
    door.pass(limits.presignedUrlMs + 60_000);
    expect(await head(address)).toBeGreaterThanOrEqual(400);
    expect(await put(address, photograph)).toBeGreaterThanOrEqual(400);
  });
  test("more bytes than were signed are refused and not kept", async () => {
    const tile = newTile();
    const address = await addressOf(tile, 1000);
    expect(await put(address, photograph)).toBeGreaterThanOrEqual(400);
    expect(await head(address)).toBe(0);
    expect(await confirm(tile)).toEqual({ ok: false, error: { code: "not_stored" } });
  });
  test("an offset beyond what is here is refused", async () => {
    const address = await addressOf(newTile());
    expect(await put(address, photograph.subarray(100), 100)).toBeGreaterThanOrEqual(400);
    expect(await head(address)).toBe(0);
  });
  test("another owner's tile gets no address and is not there", async () => {
    const tile = newTile();
    await upload(tile);
    expect((await askAddress(tile, 1000, "ann")).status).toBe(403);
    expect(await confirm(tile, "ann")).toEqual({ ok: false, error: { code: "not_found" } });
  });
  test("a file that is not named as its tile, or is too large, gets no address", async () => {
    expect((await askAddress(newTile(), 1000, owner, "cups.jpg")).status).toBe(400);
    expect((await askAddress(newTile(), 100_000_000)).status).toBe(400);
  });
  test("a callback with a wrong signature, or none, changes nothing", async () => {
    const tile = newTile();
    await addressOf(tile);
    const file = { name: tile.tileId, size: 1, type: "image/jpeg", customId: null, key: "k", url: "u", appUrl: "u", ufsUrl: "u", fileHash: "h" };
    const body = JSON.stringify({ status: "uploaded", origin: door.origin, metadata: { tileId: tile.tileId }, file });
    const signatures: Record<string, string>[] = [{}, { "x-uploadthing-signature": `hmac-sha256=${"0".repeat(64)}` }, { "x-uploadthing-signature": "nonsense" }];
    for (const signature of signatures) {
      const answer = await fetch(`${door.routeUrl}?slug=reference`, { method: "POST", body, headers: { "content-type": "application/json", "uploadthing-hook": "callback", ...signature } });
      expect(answer.status).toBe(400);
    }
    expect((await door.deps.store.findUpload(tile.tileId))?.stored_key).toBeNull();
  });
  test("the same bytes again are the same reference, and are stored once", async () => {
    const [first, second] = [newTile(), newTile()];
    for (const tile of [first, second]) await upload(tile);
    const confirmed = await confirm(first);
    expect(await confirm(second)).toEqual(confirmed);
    const [one = "", two = ""] = await Promise.all([first, second].map(storedKeyOf));
    expect(two).not.toBe(one);
    expect([await isStored(one), await isStored(two)]).toEqual([true, false]);
    expect(await door.db.selectFrom("discarded_files").selectAll().execute()).toEqual([]);
    expect(door.made).toEqual([confirmed.ok ? confirmed.value.id : ""]);
  });
  test("the same bytes again take the place of a stored file that is gone", async () => {
    const [first, second] = [newTile(), newTile()];
    await upload(first);
    const confirmed = await confirm(first);
    await door.deps.storage.remove(await storedKeyOf(first));
    await upload(second);
    const again = await confirm(second);
    expect(again).toEqual(confirmed);
    const key = await storedKeyOf(second);
    expect((await door.deps.store.find(owner, again.ok ? again.value.id : ""))?.stored_key).toBe(key);
    expect(await isStored(key)).toBe(true);
  });
  test("another owner's same bytes are a reference of his own", async () => {
    const [mine, theirs] = [newTile(), newTile()];
    await upload(mine);
    const confirmed = await confirm(mine);
    await door.deps.store.openUpload({ tile_id: theirs.tileId, owner_id: "ann", session_id: theirs.sessionId, name: "cups.jpg", source_json: null, other_way_of: null, created_at: Date.now() });
    const put = await door.deps.storage.put(await fileWith(photograph), { name: "cups.jpg", mime: "image/jpeg" });
    await door.deps.store.setStored(theirs.tileId, put.ok ? put.value.key : "");
    const other = await confirm(theirs, "ann");
    expect(other.ok && confirmed.ok && other.value.id !== confirmed.value.id).toBe(true);
  });
  test("a sample that was uploaded before, and one that is taken twice, are stored once", async () => {
    const sample = await readFile("public/samples/cups.jpg");
    const tile = newTile();
    await upload(tile, Buffer.from(stripImage(sample)?.bytes ?? []));
    const confirmed = await confirm(tile);
    const [one, two] = [await referenceFromSample(door.deps, owner, "cups"), await referenceFromSample(door.deps, owner, "cups")];
    expect(two).toEqual(one);
    expect(one).toMatchObject({ ok: true, value: { id: confirmed.ok ? confirmed.value.id : "", name: "cups.jpg", source: { format: "jpeg" } } });
    expect(await door.db.selectFrom("references").select("id").execute()).toHaveLength(1);
  });
  test("a frame twice at once is one reference, with its lineage and what was done to it; the other copy is gone", async () => {
    const key = outputKey("d".repeat(64), "image/webp");
    await door.files.write(await sharp(photograph).webp().toBuffer(), key);
    const output = { id: newId("out"), fileKey: key, frame: "6-2" };
    const answers = await Promise.all([1, 2, 3].map(() => referenceFromOutput(door.deps, owner, output)));
    const [first] = answers;
    expect(answers).toEqual([first, first, first]);
    expect(first).toMatchObject({ ok: true, value: { madeFrom: "6-2", format: "jpeg", source: { format: "webp", width: 640, height: 480 } } });
    expect(await door.db.selectFrom("references").select("id").execute()).toHaveLength(1);
    expect(await door.db.selectFrom("discarded_files").selectAll().execute()).toEqual([]);
  });
  test("a frame that is turned, or written otherwise, is still made from that frame; another owner's frame is nobody's story", async () => {
    const key = outputKey("d".repeat(64), "image/jpeg");
    await door.files.write(photograph, key);
    const output = { id: newId("out"), fileKey: key, frame: "6-2" };
    const frame = await referenceFromOutput(door.deps, owner, output);
    const otherWayOf = frame.ok ? frame.value.id : "";
    const madeOf = async (bytes: Buffer, before: string) => {
      const tile = { ...newTile(), otherWayOf: before };
      await upload(tile, Buffer.from(stripImage(bytes)?.bytes ?? []));
      const answer = await confirm(tile);
      return door.deps.store.find(owner, answer.ok ? answer.value.id : "");
    };
    const turned = await madeOf(await sharp(photograph).rotate(90).jpeg().toBuffer(), otherWayOf);
    expect(turned).toMatchObject({ output_id: null, made_from: "6-2", made_from_output_id: output.id });
    expect(await madeOf(await sharp(photograph).rotate(180).png().toBuffer(), turned?.id ?? "")).toMatchObject({ made_from: "6-2", made_from_output_id: output.id });
    expect(await referenceFromOutput(door.deps, owner, output)).toMatchObject({ ok: true, value: { id: otherWayOf } });
    await door.db.updateTable("references").set({ owner_id: "ann" }).where("id", "=", otherWayOf).execute();
    expect(await madeOf(await sharp(photograph).rotate(270).jpeg().toBuffer(), otherWayOf)).toMatchObject({ made_from: null, made_from_output_id: null });
    expect((await askAddress({ ...newTile(), otherWayOf: "ref_x" }, 1000)).status).toBe(400);
  });
  test("a frame whose bytes were uploaded is that reference, which now knows where it is from", async () => {
    const tile = newTile();
    await upload(tile);
    const confirmed = await confirm(tile);
    const key = outputKey("d".repeat(64), "image/jpeg");
    await door.files.write(photograph, key);
    const answer = await referenceFromOutput(door.deps, owner, { id: newId("out"), fileKey: key, frame: "6-2" });
    expect(answer).toMatchObject({ ok: true, value: { id: confirmed.ok ? confirmed.value.id : "", madeFrom: "6-2" } });
  });
  test("what the browser tells of a file comes back with its reference", async () => {
    const source: Source = { format: "heic", width: 4032, height: 3024, bytes: 11_200_000, changes: [{ kind: "stripped", what: ["place"] }, { kind: "encoded", quality: 0.92 }] };
    const tile = { ...newTile(), source };
    await upload(tile);
    expect(await confirm(tile)).toMatchObject({ ok: true, value: { source } });
    expect((await askAddress({ ...newTile(), source: { ...source, format: "../x" } }, 1000)).status).toBe(400);
  });
  test("a photograph that still tells its place is not kept, and it is said why", async () => {
    const tile = newTile();
    await upload(tile, await sharp(photograph).withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } }).jpeg().toBuffer());
    expect(await confirm(tile)).toEqual({ ok: false, error: { code: "problem", problem: { code: "metadata_left", what: ["place"] } } });
    expect(await isStored(await storedKeyOf(tile))).toBe(false);
    expect(await door.db.selectFrom("discarded_files").selectAll().execute()).toEqual([]);
  });
  test("what cannot be removed at once is noted, and tried again by the sweeper", async () => {
    const tile = newTile();
    const remove = vi.spyOn(door.deps.storage, "remove").mockResolvedValue({ ok: false, error: { code: "unavailable" } });
    await upload(tile, Buffer.from("#!/bin/sh\n"));
    await confirm(tile);
    expect(remove).toHaveBeenCalled();
    expect(await door.db.selectFrom("discarded_files").select(["storage", "file_key"]).execute()).toEqual([{ storage: door.deps.storage.kind, file_key: await storedKeyOf(tile) }]);
  });
  test("what is no photograph is told as such, and its bytes are removed", async () => {
    const tile = newTile();
    await upload(tile, Buffer.from("#!/bin/sh\n"));
    const told = { ok: false, error: { code: "problem", problem: { code: "not_an_image" } } };
    expect([await confirm(tile), await confirm(tile)]).toEqual([told, told]);
    const key = (await door.deps.store.findUpload(tile.tileId))?.stored_key ?? "";
    expect(await door.deps.storage.read(key, door.files.draftFile(), 1000)).toEqual({ ok: false, error: { code: "not_there" } });
  });
});

describe("the embedded ingest", () => {
  beforeEach(async () => { door = await openDoor("embedded"); });
  const multipart = (body: ReadableStream<Uint8Array>, from: number): RequestInit & { duplex: "half" } =>
    ({ method: "PUT", duplex: "half", body, headers: { range: `bytes=${from}-`, "content-type": "multipart/form-data; boundary=edge" } });
  const opening = Buffer.from('--edge\r\ncontent-disposition: form-data; name="file"; filename="file"\r\ncontent-type: image/jpeg\r\n\r\n');
  const closing = Buffer.from("\r\n--edge--\r\n");

  test("a first try that hangs writes nothing more once a second one is here", async () => {
    const tile = newTile();
    const address = new URL(await addressOf(tile));
    const third = Math.floor(photograph.length / 3);
    const late = gate();
    const hanging = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(opening);
        controller.enqueue(photograph.subarray(0, third));
        await late.passed;
        controller.enqueue(photograph.subarray(third, 2 * third));
      },
    });
    const first = door.ingest.put(address, new Request(address, multipart(hanging, 0)));
    await expect.poll(() => head(address.href)).toBeGreaterThan(0);
    const from = await head(address.href);
    const second = door.ingest.put(address, new Request(address, multipart(new Blob([opening, photograph.subarray(from), closing].map((part) => new Uint8Array(part))).stream(), from)));
    late.open();
    expect(await first).toEqual({ ok: false, error: { code: "cut_off" } });
    expect((await second).ok).toBe(true);
    expect(await shaOf(tile)).toBe(sha256(photograph));
  });
  test("a key that was never asked for takes nothing", async () => {
    const tile = newTile();
    const address = await addressOf(tile);
    await door.deps.store.setIngestKey(tile.tileId, "another");
    await door.deps.store.findUpload(tile.tileId);
    expect(await put(address.replace("/api/ingest/", "/api/ingest/x"), photograph)).toBe(400);
  });
  test("a body that is no form is refused, and leaves what is here", async () => {
    const address = await addressOf(newTile());
    expect((await fetch(address, { method: "PUT", headers: { Range: "bytes=0-", "content-type": "text/plain" }, body: "x" })).status).toBe(400);
    expect(await head(address)).toBe(0);
  });
});
