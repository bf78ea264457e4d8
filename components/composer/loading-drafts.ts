import { settingsOf, type ComposerState, type Settings } from "@/components/composer/composer-state";
import type { ReplacedDraft } from "@/components/composer/kept-schemas";
import type { createReplacing } from "@/components/composer/replacing";
import { translatorNow } from "@/components/language/translator-now";
import { storedReferences, storedTile } from "@/components/references/tile";
import { showToast } from "@/components/ui/toast-queue";
import type { Store } from "@/components/ui/store";
import type { Generation } from "@/lib/generations/generation";
import { limits } from "@/lib/limits";
import { clampCount } from "@/lib/models/image-budget";
import type { ComposerModel } from "@/lib/models/composer-model";
import { inOrderOf, type KnownReference } from "@/lib/references/known";
import type { readKnownReferences } from "@/lib/references/queries";
import type { Reference } from "@/lib/references/reference";
import type { Draft } from "@/lib/sessions/session";

type Named = { id: string; name: string };
type Ports = {
  store: Store<ComposerState>;
  model: ComposerModel;
  replacing: ReturnType<typeof createReplacing>;
  readKnown: typeof readKnownReferences;
};

/** Drafts that were written before, in the composer again: a take's settings, a draft that was replaced, another tab's. */
export function createLoadingDrafts({ store, model, replacing, readKnown }: Ports) {
  /** The last one asked for is the one that is wanted. */
  let asked = 0;

  /** In the order of `ids`, with null for what is gone; null where the studio does not answer. */
  async function find(ids: readonly string[], here: readonly Reference[]): Promise<(Reference | null)[] | null> {
    const there = [...here, ...storedReferences(store.get().tiles)];
    const unknown = ids.filter((id) => !there.some((reference) => reference.id === id));
    const known: readonly KnownReference[] | null = unknown.length === 0 ? [] : await readKnown({ ids: unknown }, AbortSignal.timeout(limits.callMs)).catch(() => null);
    return known && inOrderOf(ids, [...there.map((reference) => ({ reference, sha256: "" })), ...known]);
  }

  async function load(settings: Settings, references: readonly Named[], text: string, here: readonly Reference[] = [], accept: () => void = () => undefined): Promise<void> {
    const nth = (asked += 1);
    const found = await find(references.map(({ id }) => id), here);
    if (nth !== asked) return;
    const t = translatorNow();
    if (!found) return showToast({ text: t("composer.load.unanswered"), actions: [] });
    const tiles = found.flatMap((reference) => (reference ? [storedTile(reference)] : []));
    const gone = references.filter((_, at) => !found[at]).map(({ name }) => name);
    accept();
    replacing.replace({ settings: { ...settings, count: clampCount(model, settings.count, tiles.length) }, tiles }, gone.length === 0 ? text : t("composer.load.gone", { loaded: text, names: gone.join(", ") }));
  }

  return {
    /** Prompt, settings and references of a take; what the model no longer has stays as it was, and is said. */
    loadSettings({ take, prompt, count, optimize, seed, references, width, height }: Generation): void {
      const t = translatorNow();
      const size = model.sizes.find((one) => one.width === width && one.height === height);
      const text = t("composer.load.take", { take });
      const settings = { prompt, count, optimize, seed, size: size?.value ?? store.get().settings.size };
      void load(settings, references, size ? text : t("composer.load.noSize", { loaded: text, width, height }));
    },
    loadReplaced({ draft, references }: Pick<ReplacedDraft, "draft" | "references">): void {
      void load(settingsOf(draft), namedOf(draft, references), translatorNow()("composer.load.replaced"), references);
    },
    /** @param accept told just before, so that it is known not to be typed here. */
    loadTheirs(draft: Draft, accept: () => void): void {
      void load(settingsOf(draft), namedOf(draft, []), translatorNow()("composer.load.theirs"), [], accept);
    },
  };
}

const namedOf = ({ referenceIds }: Draft, references: readonly Reference[]): Named[] =>
  referenceIds.map((id, at) => ({ id, name: references.find((reference) => reference.id === id)?.name ?? translatorNow()("composer.load.image", { nth: at + 1 }) }));
