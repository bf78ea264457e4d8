import type { createAdditions } from "@/components/composer/composer-additions";
import type { EditPlace } from "@/components/composer/composer-state";
import type { Original } from "@/components/composer/originals";
import { noteOutdated } from "@/components/version/new-version";
import type { Generation } from "@/lib/generations/generation";
import type { Sample } from "@/lib/references/upload";

type Create = typeof createAdditions;
type Additions = ReturnType<Create>;

let loaded: Create | null = null;

/** Comes with the first picture that is brought in, or at the first sign of a person: a first look brings none. */
export async function loadAdditions(): Promise<Create> {
  loaded = (await import("@/components/composer/composer-additions")).createAdditions;
  return loaded;
}

/** What is asked before they are there is done in its order when they are. */
export function additionsOnDemand(ports: Parameters<Create>[0], onCame: (isThere: boolean) => void) {
  let additions: Additions | null = null;
  let coming = 0;

  function came(isThere: boolean): void {
    coming -= 1;
    onCame(isThere);
  }

  function withThem(act: (additions: Additions) => void): void {
    if (loaded) {
      additions ??= loaded(ports);
      return act(additions);
    }
    coming += 1;
    loadAdditions().then((create) => {
      act(additions ??= create(ports));
      came(true);
    }, () => {
      noteOutdated("part_missing");
      came(false);
    });
  }

  return {
    now: (): Additions | null => additions,
    /** Something was asked that has no tile yet. */
    isComing: (): boolean => coming > 0,
    verbs: {
      addFiles: (files: readonly File[]): void => withThem((all) => all.addFiles(files)),
      addFrame: (outputId: string): void => withThem((all) => all.addFrame(outputId)),
      addAddress: (address: string): void => withThem((all) => all.addAddress(address)),
      loadSample: (sample: Sample): void => withThem((all) => all.loadSample(sample)),
      loadSettings: (generation: Generation): void => withThem((all) => all.loadSettings(generation)),
      edit: (output: { id: string }): void => withThem((all) => all.edit(output)),
      answerPlace: (place: EditPlace): void => withThem((all) => all.answerPlace(place)),
      acceptCount: (): void => withThem((all) => all.acceptCount()),
      dismissQuestion: (): void => withThem((all) => all.dismissQuestion()),
      retryTile: (id: string): void => withThem((all) => all.retryTile(id)),
      askFit: (id: string): void => withThem((all) => all.askFit(id)),
      /** For what itself loads on demand: it asks for the rest by its own name. */
      withAdditions: withThem,
      originalOf: (id: string): Original | null => additions?.originalOf(id) ?? null,
    },
  };
}
