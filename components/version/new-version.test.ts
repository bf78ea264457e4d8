import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, expect, test } from "vitest";
import { UnrecognizedActionError } from "next/dist/client/components/unrecognized-action-error";
import { noteOutdated, onDemand, outdated, watched } from "@/components/version/new-version";

beforeEach(() => { outdated.set(() => null); });

test("an action that the server no longer knows is a new version, and its caller hears of the failure", async () => {
  const gone = new UnrecognizedActionError("Server Action was not found on the server.");
  await expect(watched(() => Promise.reject(gone))()).rejects.toBe(gone);
  expect(outdated.get()).toBe("new_version");
});
test("a server that does not answer is no new version", async () => {
  await expect(watched(() => Promise.reject(new TypeError("Failed to fetch")))()).rejects.toThrow("Failed to fetch");
  expect(outdated.get()).toBeNull();
});
test("an action that works keeps its arguments and its answer", async () => {
  expect(await watched(async (a: number, b: number) => a + b)(2, 3)).toBe(5);
  expect(outdated.get()).toBeNull();
});
test("a part that does not load leaves a page without it, and says so", async () => {
  const Part = await onDemand(() => Promise.reject(new Error("Loading chunk 7 failed")))();
  expect(renderToStaticMarkup(createElement(Part))).toBe("");
  expect(outdated.get()).toBe("part_missing");
});
test("a new version is the better reason, whichever comes first", () => {
  noteOutdated("new_version");
  noteOutdated("part_missing");
  expect(outdated.get()).toBe("new_version");
});
