import { expect, test } from "vitest";
import { readShareFile, shareFileUrl, type ShareFile } from "@/lib/shares/addresses";
import { fromLinkUrl, readFromLink } from "@/lib/shares/from-link";
import { passphraseRefusalIn, refusedPath } from "@/lib/shares/passphrase";

const id = "a1".repeat(16);

test("what is written as an address is read as the same file", () => {
  const files: ShareFile[] = [
    { file: "original", number: 3 }, { file: "preview", number: 12, width: 384 }, { file: "preview", number: 12, width: 640 }, { file: "preview", number: 1, width: 1280 },
    { file: "reference", number: 4, reference: 10, width: 1280 }, { file: "step", number: 4, step: 2 },
  ];
  for (const file of files) expect(readShareFile(shareFileUrl(id, file).split("/").at(-1) ?? "")).toEqual(file);
});

test.each(["", "0x1", "-1", "1-", "1-641", "1-image1", "1-imagex-640", "1-step1-1280", "1-step1-384", "1-383", "1-640.webp", "../1", "12345", "1-image123-640", "1\n"])("%j is no file of a share", (name) => {
  expect(readShareFile(name)).toBeNull();
});

test("a link to one's own carries the share, and the sign that its passphrase was known", () => {
  for (const link of [{ shareId: id, grant: "" }, { shareId: id, grant: "b2".repeat(16) }]) {
    expect(readFromLink(new URL(fromLinkUrl(link), "http://studio.test").searchParams.get("from"))).toEqual(link);
  }
  for (const wrong of [undefined, "", [id], id.slice(1), `${id}.`, `${id}.zz`, `${id}.${"b2".repeat(16)}0`]) expect(readFromLink(wrong)).toBeNull();
});

test("why the passphrase is asked for again stands in the address, and nothing else that somebody writes there", () => {
  for (const refusal of [{ code: "wrong_passphrase" }, { code: "too_many_tries", waitMs: 4000 }] as const) {
    expect(passphraseRefusalIn(Object.fromEntries(new URL(refusedPath(id, refusal), "http://studio.test").searchParams))).toEqual(refusal);
  }
  expect(passphraseRefusalIn({ refused: "<b>" })).toBeNull();
});
