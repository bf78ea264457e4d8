import { expect, test } from "vitest";
import { initialComposer, withTiles, type ComposerState } from "@/components/composer/composer-state";
import { createFrameOriginals } from "@/components/composer/frame-originals";
import type { Stood } from "@/components/composer/originals";
import type { Prepared } from "@/components/references/fixing/prepared";
import { storedTile } from "@/components/references/tile";
import { createStore } from "@/components/ui/store";
import { defaultModel } from "@/lib/models/catalog";
import type { Reference } from "@/lib/references/reference";
import type { Source } from "@/lib/references/source";
import type { Way } from "@/lib/references/way";
import { err, ok, type Result } from "@/lib/result";

const middle = { kind: "crop", position: 0.5 } as const;
const source: Source = { format: "png", width: 4096, height: 1024, bytes: 9000, changes: [{ kind: "fitted", fit: middle }, { kind: "encoded", quality: 0.95 }] };
const reference: Reference = { id: `ref_${"1".repeat(32)}`, name: "6-2", format: "jpeg", width: 3071, height: 1024, bytes: 1000, thumbUrl: "/t", madeFrom: "6-2", source };
const frame = new File(["png"], "6-2");
const ready: Prepared = { kind: "ready", file: frame, mime: "image/jpeg", source, width: 3071, height: 1024, otherFormat: "png", unfitted: { width: 4096, height: 1024, previewBlob: new Blob(["p"]) } };

function opening({ prepared = ready, fetched = ok(frame), standing = reference, while: meanwhile = () => undefined }: { standing?: Reference; prepared?: Prepared; fetched?: Result<File, "gone" | "unanswered">; while?: (store: ReturnType<typeof createStore<ComposerState>>) => void } = {}) {
  const store = createStore<ComposerState>(initialComposer(defaultModel.emptyDraft(), [storedTile(standing)]));
  const kept: [string, File, Stood][] = [];
  const ways: Way[] = [];
  const open = createFrameOriginals({
    store, rules: [],
    prepare: (_file, { way }) => {
      ways.push(way);
      meanwhile(store);
      return Promise.resolve(prepared);
    },
    keep: (...all) => kept.push(all),
    fetch: () => Promise.resolve(fetched),
  });
  return { kept, ways, opened: open(reference.id, new AbortController().signal) };
}

test("a frame that the studio cropped to its middle can be fitted otherwise, and written in the other format", async () => {
  const { kept, ways, opened } = opening();
  expect(await opened).toBeNull();
  expect(ways).toEqual([{ fit: middle, format: "jpeg", turns: 0 }]);
  expect(kept).toMatchObject([[reference.id, frame, { way: { fit: middle }, reference: { id: reference.id }, otherFormat: "png", unfitted: { width: 4096, height: 1024 } }]]);
});

test("a frame that was turned before this page was loaded is turned on from there", async () => {
  const { ways, opened } = opening({ standing: { ...reference, format: "png", source: { ...source, changes: [{ kind: "turned_by_hand", turns: 3 }, { kind: "encoded", quality: null }] } } });
  expect(await opened).toBeNull();
  expect(ways).toEqual([{ fit: null, format: "png", turns: 3 }]);
});

test("a frame that is gone, does not come or does not open is told apart, and offers nothing", async () => {
  const answers = [opening({ fetched: err("gone") }), opening({ fetched: err("unanswered") }), opening({ prepared: { kind: "refused", problem: { code: "damaged" } } })];
  expect(await Promise.all(answers.map(({ opened }) => opened))).toEqual(["gone", "unanswered", "unopened"]);
  expect(answers.flatMap(({ kept }) => kept)).toEqual([]);
});

test("a frame whose tile was taken away meanwhile is not kept", async () => {
  const { kept, opened } = opening({ while: (store) => store.set((state) => withTiles(state, [])) });
  await opened;
  expect(kept).toEqual([]);
});
