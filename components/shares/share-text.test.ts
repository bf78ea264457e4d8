import { expect, test } from "vitest";
import { whichText, zipText } from "@/components/shares/share-text";
import { usualParts } from "@/lib/shares/share";
import { english, korean } from "@/tests/support/languages";

test("a share is told apart by which frames or takes it holds", () => {
  const which = (kind: "frames" | "takes" | "session", names: string[], more = 0) => whichText(english, { kind, which: { names, more } });
  expect([which("takes", ["3"]), which("takes", ["2", "5"]), which("frames", ["2-1"]), which("frames", ["2-1", "2-3"], 4), which("session", []), which("takes", [])])
    .toEqual(["Take 3", "Takes 2, 5", "Frame 2-1", "Frames 2-1, 2-3 and 4 more", "Whole session", "Takes"]);
  expect(whichText(korean, { kind: "frames", which: { names: ["2-1", "2-3"], more: 4 } })).toBe("컷 2-1, 2-3 외 4개");
});

test("the card of the originals names all that the zip holds beside them, as the other parts are chosen", () => {
  const text = (shows: Partial<typeof usualParts>, hasReferences = true) => zipText(english, { ...usualParts, references: false, settings: false, ...shows }, hasReferences);
  expect([text({}), text({ references: true }), text({ references: true }, false), text({ references: true, settings: true }), text({ settings: true, prompt: true }), text({ prompt: true })]).toEqual([
    "Each alone, and all as one zip.",
    "Each alone, and all as one zip that also holds the references in full size.",
    "Each alone, and all as one zip.",
    "Each alone, and all as one zip that also holds the references in full size and a recipe with the settings.",
    "Each alone, and all as one zip that also holds a recipe with the settings and the prompt.",
    "Each alone, and all as one zip.",
  ]);
});
