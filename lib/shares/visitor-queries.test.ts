import { afterEach, expect, test, vi } from "vitest";
import { sendPick } from "@/lib/shares/visitor-queries";

afterEach(() => { vi.unstubAllGlobals(); });

const form = { number: "1", picked: "1" };
const answering = (answer: () => Response | Promise<Response>) => { vi.stubGlobal("fetch", vi.fn(async () => answer())); };

test.each([
  ["a page that is not there any more", 404, "gone"],
  ["a picture that is not there any more: the page stays", 409, "picture_gone"],
  ["a page that the server does not take for its own: it stays, too", 403, "not_taken"],
  ["too much at once", 429, "too_many"],
  ["a server in trouble", 500, "unknown"],
] as const)("%s", async (_name, status, kept) => {
  answering(() => Response.json({}, { status }));
  expect(await sendPick("5e".repeat(16), form)).toEqual({ kept });
});

test("what is kept is told with all that is this visitor's", async () => {
  const picks = { name: "Kim", picks: [{ number: 1, note: "" }] };
  answering(() => Response.json(picks));
  expect(await sendPick("5e".repeat(16), form)).toEqual({ kept: "yes", picks });
});

test("no answer, and one that is none of ours, is not kept", async () => {
  answering(() => Promise.reject(new TypeError("failed to fetch")));
  expect(await sendPick("5e".repeat(16), form)).toEqual({ kept: "unknown" });
  answering(() => new Response("<html>"));
  expect(await sendPick("5e".repeat(16), form)).toEqual({ kept: "unknown" });
});
