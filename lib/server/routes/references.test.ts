import { beforeEach, expect, test, vi } from "vitest";
import type * as Limits from "@/lib/limits";
import { postFetch } from "@/lib/server/routes/references";

vi.mock("@/lib/limits", async (original) => {
  const { limits, ...others } = await original<typeof Limits>();
  return { ...others, limits: { ...limits, callMs: 50 } };
});
vi.mock("@/lib/server/owner", () => ({ requireOwner: async () => ({ id: "local" }), requireOurPage: async () => {} }));
const fetchPicture = vi.fn(async (_ownerId: string, _address: string) => ({ ok: false, error: { code: "unreachable" } }));
vi.mock("@/lib/server/services", () => ({ services: () => ({ fetchPicture, files: {}, front: { publicUrl: undefined, proxyHops: 0, anyHost: true, nearOnly: true } }) }));

beforeEach(() => { fetchPicture.mockClear(); });

const answerTo = async (body: string | ReadableStream<Uint8Array>) => {
  // A stream as body needs `duplex`, which the types do not know.
  const init = { method: "POST", body, duplex: "half", headers: { host: "127.0.0.1:3000" } };
  const answer = await postFetch(new Request("http://127.0.0.1:3000/api/references/fetch", init));
  const told: unknown = await answer.json();
  return [answer.status, told];
};
const command = JSON.stringify({ url: "https://pictures.example.org/cups.jpg" });

test("the address is read from the body", async () => {
  expect(await answerTo(command)).toEqual([502, { code: "unreachable" }]);
  expect(fetchPicture).toHaveBeenCalledExactlyOnceWith("local", "https://pictures.example.org/cups.jpg");
});
test("a body that never ends is answered at the deadline, and nothing is fetched", async () => {
  const endless = new ReadableStream<Uint8Array>({ start(controller) { controller.enqueue(new TextEncoder().encode(command)); } });
  expect(await answerTo(endless)).toEqual([400, { code: "invalid_address" }]);
  expect(fetchPicture).not.toHaveBeenCalled();
});
test.each([["no JSON", "{"], ["nothing", ""], ["too long", JSON.stringify({ url: `https://pictures.example.org/${"a".repeat(20_000)}` })]])("%s is no address", async (_name, body) => {
  expect(await answerTo(body)).toEqual([400, { code: "invalid_address" }]);
});
