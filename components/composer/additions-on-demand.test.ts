import { beforeEach, expect, test, vi } from "vitest";
import { additionsOnDemand } from "@/components/composer/additions-on-demand";
import { initialComposer } from "@/components/composer/composer-state";
import { createStore } from "@/components/ui/store";
import { defaultModel } from "@/lib/models/catalog";
import { speakEnglish } from "@/tests/support/languages";

beforeEach(speakEnglish);

const never = () => new Promise<never>(() => undefined);

test("what is asked before its part is loaded counts as coming until it has a tile, and then says so", async () => {
  const store = createStore(initialComposer(defaultModel.emptyDraft(), []));
  const shelf = () => ({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
  const came = vi.fn(() => store.get().tiles.map(({ state }) => state));
  const additions = additionsOnDemand({
    store, model: defaultModel, sessionId: "ses", runs: createStore([]), shelf,
    prepare: never, confirm: never, addSample: never, referenceFromOutput: never,
  }, came);
  expect(additions.isComing()).toBe(false);
  additions.verbs.loadSample("cups");
  expect([additions.isComing(), store.get().tiles]).toEqual([true, []]);
  await vi.waitFor(() => { expect(came).toHaveBeenCalledWith(true); }, { timeout: 20_000 });
  expect([additions.isComing(), came.mock.results[0]?.value]).toEqual([false, ["making"]]);
});
