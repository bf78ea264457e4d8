import type { Composer } from "@/components/composer/composer";
import { draftOf, sameDraft } from "@/components/composer/composer-state";
import { isUnderWay } from "@/components/references/tile";
import { createStore } from "@/components/ui/store";
import { limits } from "@/lib/limits";

type Begun = { composer: Composer; end: () => void };

/** The one on screen, and those whose session was left while files, or a click that waits for them, were on their way. */
export const begunComposers = createStore<readonly Begun[]>([]);

const isBusy = ({ store }: Composer): boolean => {
  const { tiles, submit } = store.get();
  return tiles.some(isUnderWay) || submit.state === "waiting_for_references" || submit.state === "sending";
};

const begunFor = (sessionId: string) => begunComposers.get().find(({ composer }) => composer.sessionId === sessionId);

const isUntouched = ({ store }: Composer): boolean => store.get().tiles.length === 0 && sameDraft(draftOf(store.get()), draftOf(store.initial)) && store.get().settings.prompt === "";

/** Sessions of this tab that somebody has begun to work in, whatever the server knows of it. */
export const touchedSessions = (): string[] => begunComposers.get().flatMap(({ composer }) => (isUntouched(composer) ? [] : [composer.sessionId]));

/** The one that still goes on for this session, or a new one. */
export const openComposer = (sessionId: string, create: () => Composer): Composer => begunFor(sessionId)?.composer ?? create();

/** @returns what leaves it: it ends at once, or when all that is on its way is in. */
export function beginComposer(composer: Composer): () => void {
  const known = begunFor(composer.sessionId);
  const begun = known?.composer === composer ? known : { composer, end: composer.start() };
  /** Last is who was shown last; the first is given up where there are too many. */
  const others = begunComposers.get().filter((one) => one !== begun);
  if (others.length >= limits.begunComposers) others.shift()?.end();
  begunComposers.set(() => [...others, begun]);
  let isShown = true;
  const endWhenIdle = () => {
    if (isShown || isBusy(composer)) return;
    unsubscribe();
    begunComposers.set((all) => all.filter((one) => one !== begun));
    begun.end();
  };
  const unsubscribe = composer.store.subscribe(endWhenIdle);
  return () => {
    isShown = false;
    endWhenIdle();
  };
}
