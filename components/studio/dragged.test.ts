import { expect, test } from "vitest";
import { addressOf, draggedOf, firstAddress, FRAME_TYPE } from "@/components/studio/dragged";

test("files and addresses from outside hang over the page; pictures and text of the page itself do not", () => {
  expect(draggedOf(["Files"], false)).toBe("files");
  expect(draggedOf(["text/uri-list", "text/html", "Files"], false)).toBe("files");
  expect(draggedOf(["text/uri-list", "text/html"], false)).toBe("address");
  expect(draggedOf(["text/uri-list", "text/html", "Files"], true)).toBeNull();
  expect(draggedOf(["text/plain"], false)).toBeNull();
  expect(draggedOf([FRAME_TYPE, "Files"], true)).toBe("frame");
  expect(draggedOf([FRAME_TYPE], false)).toBe("frame");
});

test("an address is http or https, alone", () => {
  expect(addressOf(" https://example.org/cups.jpg\n")).toBe("https://example.org/cups.jpg");
  for (const text of ["see https://example.org/cups.jpg", "cups.jpg", "ftp://example.org/a", "javascript:alert(1)", "data:image/png;base64,AA", ""]) expect(addressOf(text)).toBeNull();
});

test("of a list of addresses the first counts, comments do not", () => {
  expect(firstAddress("# cups\r\nhttps://example.org/a.jpg\r\nhttps://example.org/b.jpg")).toBe("https://example.org/a.jpg");
  expect(firstAddress("# nothing")).toBeNull();
});
