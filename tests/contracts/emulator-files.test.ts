import type { ServerResponse } from "node:http";
import sharp from "sharp";
import { expect } from "vitest";
import { CLIP_PATH, holdLines, plainPng, QUICK_PATH, textWith, WAITING } from "@/lib/emulator/fixtures/bench";
import { refusalOf } from "@/lib/emulator/fixtures/caller";
import { contractLines } from "@/lib/emulator/fixtures/contract-lines";

/** A whole picture with so many bytes behind it. */
const heavy = async (bytes: number): Promise<Buffer> => {
  const picture = await plainPng("#864");
  return Buffer.concat([picture, Buffer.alloc(bytes - picture.length)]);
};
const answering = (status: number, headers: Record<string, string> = {}) => (response: ServerResponse) => { response.writeHead(status, headers).end(); };

holdLines("files", contractLines.files, {
  async inputs(setUp) {
    const { caller, host, quickInput } = await setUp({ token: "secret-token" }, { moved: answering(302, { location: "/cups.jpg", "set-cookie": "a=b" }) });
    await caller.accepted(quickInput({ image_url: host.url("moved") }), QUICK_PATH);
    expect(host.asked).toEqual(["moved", "cups.jpg"]);
    for (const headers of host.headers) expect([headers.cookie, headers.authorization]).toEqual([undefined, undefined]);
  },
  async unreachable(setUp) {
    const { caller, host, quickInput } = await setUp({}, { limited: answering(429), blocked: answering(403), empty: answering(204), elsewhere: answering(302, { location: "ftp://host/file" }) });
    for (const [name, msg] of [["limited", /HTTP 429/], ["blocked", /HTTP 403/], ["absent", /HTTP 404/], ["empty", /HTTP 204/], ["elsewhere", /redirects to no web address/]] as const) {
      const refused = refusalOf(await caller.submit(quickInput({ image_url: host.url(name) }), QUICK_PATH));
      expect(refused, name).toMatchObject({ status: 422, error_code: 422001, detail: [{ loc: ["body", "image_url"], msg: textWith(msg) }] });
    }
    expect(refusalOf(await caller.submit(quickInput({ image_url: "http://127.0.0.1:1/gone.jpg" }), QUICK_PATH))).toMatchObject({ detail: [{ msg: textWith(/no answer/) }] });
    expect((await caller.ledger()).posts.every(({ billed_usd }) => billed_usd === 0)).toBe(true);
  },
  async inputBytes(setUp) {
    const { caller, host, input, quickInput } = await setUp({ stageMs: WAITING }, { "ten.png": await heavy(10_000_000), "fifty.png": await heavy(50_000_000) });
    expect(refusalOf(await caller.submit(input({ images: [host.url("ten.png")] })))).toMatchObject({ detail: [{ msg: "File size must be less than 10 MB." }] });
    await caller.accepted(quickInput({ image_url: host.url("ten.png") }), QUICK_PATH);
    expect(refusalOf(await caller.submit(quickInput({ image_url: host.url("fifty.png") }), QUICK_PATH))).toMatchObject({ detail: [{ msg: "File size must be less than 50 MB." }] });
  },
  async videos(setUp) {
    const { caller } = await setUp();
    const { body } = await caller.call("GET", "models?include_schema=true");
    expect(JSON.stringify(body)).toContain("image_uri");
    expect(JSON.stringify(body)).not.toContain("video_uri");
  },
  async dataUris(setUp) {
    const { caller, input, quickInput } = await setUp();
    const data = "data:image/png;base64,AAAA";
    expect(refusalOf(await caller.submit(input({ images: [data] })))).toMatchObject({ status: 422, detail: [{ loc: ["body", "images", 0] }] });
    expect(refusalOf(await caller.submit(quickInput({ image_url: data }), QUICK_PATH))).toMatchObject({ status: 422, detail: [{ loc: ["body", "image_url"] }] });
  },
  async outputs(setUp) {
    const { caller, host, quickInput } = await setUp({ token: "right" });
    const picture = await caller.accepted(quickInput(), QUICK_PATH);
    const film = await caller.accepted({ start_image_url: host.url("cups.jpg") }, CLIP_PATH);
    await caller.finished(picture.request_id);
    await caller.finished(film.request_id);
    const fetched = async (id: string) => {
      const answer = await fetch((await caller.addresses(id))[0] ?? "");
      return { status: answer.status, type: answer.headers.get("content-type"), bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const [jpeg, webm] = [await fetched(picture.request_id), await fetched(film.request_id)];
    expect(jpeg).toMatchObject({ status: 200, type: "image/jpeg" });
    expect(await sharp(jpeg.bytes).metadata()).toMatchObject({ format: "jpeg", width: 1536, height: 1024 });
    expect(webm).toMatchObject({ status: 200, type: "video/webm" });
    expect(webm.bytes.subarray(0, 4).toString("hex")).toBe("1a45dfa3");
  },
  async escapes(setUp) {
    const { caller, quickInput } = await setUp();
    const { request_id } = await caller.accepted(quickInput(), QUICK_PATH);
    await caller.finished(request_id);
    const [address = ""] = await caller.addresses(request_id);
    expect(address).toContain("%3D");
    const statuses = await Promise.all([address, address.replace("%3D", "="), address.replace("%3D", "%253D")].map(async (url) => (await fetch(url)).status));
    expect(statuses).toEqual([200, 404, 404]);
  },
  async retention(setUp) {
    let nowMs = 1_000_000;
    const { caller, quickInput } = await setUp({ now: () => nowMs, keptMs: 24 * 3_600_000 });
    const { request_id } = await caller.accepted(quickInput(), QUICK_PATH);
    await caller.finished(request_id);
    const [address = ""] = await caller.addresses(request_id);
    nowMs += 24 * 3_600_000 + 1;
    expect((await fetch(address)).status).toBe(404);
  },
  async types(setUp) {
    const { caller, quickInput } = await setUp({ fileContentType: "binary/octet-stream" });
    const { request_id } = await caller.accepted(quickInput(), QUICK_PATH);
    await caller.finished(request_id);
    const [address = ""] = await caller.addresses(request_id);
    const asPage = await fetch(address, { headers: { origin: "http://studio.test" } });
    expect(asPage.headers.get("access-control-allow-origin")).toBeNull();
    const answer = await fetch(address);
    expect(answer.headers.get("content-type")).toBe("binary/octet-stream");
    expect(await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).toMatchObject({ format: "jpeg" });
  },
});
