import { additionsOnDemand } from "@/components/composer/additions-on-demand";
import { awaitedTiles, lossOf, type Loss } from "@/components/composer/awaited";
import { keptIn, type Shelf } from "@/components/composer/browser-keep";
import { draftOf, initialComposer, sameDraft, withChosenCount, withoutTile, withPlacedAt, withSettings, withTiles, withTypedPrompt, type ComposerState, type SavingState, type Settings, type SubmitState } from "@/components/composer/composer-state";
import { cutOffOf, tellCutOff } from "@/components/composer/cut-off";
import { createDraftSaver } from "@/components/composer/draft-saver";
import { findingText } from "@/components/composer/finding-text";
import { lossText } from "@/components/composer/loss-text";
import { createSubmitClicks, submitClickOf, type SubmitAnswer } from "@/components/composer/submit-click";
import { findUnsent, readSaved, readUnsent, savedDraftOf, unsentDraftOf } from "@/components/composer/unsent-draft";
import { translatorNow } from "@/components/language/translator-now";
import { withDeadline } from "@/components/ui/with-deadline";
import { prepareOnDemand, type PrepareFile } from "@/components/references/prepare-on-demand";
import { isUnderWay, numberOf, placedCount, storedReferences, storedTile } from "@/components/references/tile";
import type { UploadRun } from "@/components/references/upload-run";
import { announce } from "@/components/ui/announcer";
import { createStore } from "@/components/ui/store";
import type * as generationActions from "@/lib/generations/actions";
import type { Generation } from "@/lib/generations/generation";
import type { DraftField } from "@/lib/generations/submit";
import { randomHex } from "@/lib/ids";
import { roomForImages } from "@/lib/models/image-budget";
import { limits } from "@/lib/limits";
import { checkDraft } from "@/lib/models/draft-input";
import type { ComposerModel } from "@/lib/models/composer-model";
import type * as referenceActions from "@/lib/references/actions";
import type { Reference } from "@/lib/references/reference";
import type * as sessionActions from "@/lib/sessions/actions";
import type { Draft, Session } from "@/lib/sessions/session";

export type ComposerPorts = {
  prepare?: PrepareFile;
  model: ComposerModel;
  session: Session;
  /** The draft's references. */
  references: readonly Reference[];
  actions: Pick<typeof generationActions, "submitGeneration"> & Pick<typeof sessionActions, "saveDraft"> &
    Pick<typeof referenceActions, "confirmUpload" | "addSample" | "referenceFromOutput">;
  onGeneration: (generation: Generation) => void;
  /** Outlives the tab; and what does not. */
  local: Shelf;
  tab: Shelf;
};

const FIELD_ORDER: readonly DraftField[] = ["references", "prompt", "count", "size", "optimize", "seed"];

const tilesOf = ({ referenceIds }: Draft, references: readonly Reference[]) =>
  [...new Set(referenceIds)].flatMap((id) => references.find((reference) => reference.id === id) ?? []).map(storedTile);

/** What the composer knows and does, apart from how it is drawn. */
export function createComposer({ model, session, references, actions, onGeneration, local, tab, prepare = prepareOnDemand }: ComposerPorts) {
  const sessionId = session.id;
  const tiles = tilesOf(session.draft, references);
  const store = createStore<ComposerState>(initialComposer(session.draft, tiles, roomForImages(model, placedCount(tiles))));
  const setSaving = (saving: SavingState) => store.set((state) => ({ ...state, saving }));
  const setSubmit = (submit: SubmitState) => store.set((state) => ({ ...state, submit }));
  const inTime = <T>(answer: Promise<T>) => withDeadline(answer, limits.actionMs);

  const unsent = unsentDraftOf(sessionId, local);
  const lastSaved = savedDraftOf(tab);
  const withReferences = (draft: Draft, revision: number) => ({ draft, revision, references: storedReferences(store.get().tiles) });
  const saver = createDraftSaver(session.draftRevision, {
    save: (draft, revision) => inTime(actions.saveDraft({ sessionId, draft, revision })),
    keep: (draft, revision) => unsent.write(withReferences(draft, revision)),
    forget: unsent.forget,
    saved: (draft, revision) => lastSaved.write({ sessionId, ...withReferences(draft, revision) }),
    told: setSaving,
    delayMs: limits.draftSaveMs,
    retryMs: limits.draftRetryMs,
  });
  const clicks = createSubmitClicks({
    send: (idempotencyKey, draft) => inTime(actions.submitGeneration({ sessionId, idempotencyKey, draft })),
    kept: submitClickOf(sessionId, tab),
    newKey: randomHex,
    now: () => Date.now(),
    doubleClickMs: limits.doubleClickMs,
    resendMs: limits.resendMs,
  });
  const runs = createStore<readonly UploadRun[]>([]);
  const additions = additionsOnDemand({
    store, model, sessionId, prepare, runs, shelf: local,
    confirm: (uploadId) => actions.confirmUpload({ sessionId, tileId: uploadId }),
    addSample: (sample) => actions.addSample({ sessionId, sample }),
    referenceFromOutput: (outputId) => actions.referenceFromOutput({ sessionId, outputId }),
  }, noticeAddition);
  /** Told when a click that waited ends by itself: nobody looks at the button any more. */
  const missing = createStore<{ field: DraftField } | null>(null);
  let isOpen = false;

  function settle(answer: SubmitAnswer): void {
    if (answer === "unanswered") return setSubmit({ state: "unanswered" });
    if (!answer.ok && answer.error.code === "session_not_found") {
      setSubmit({ state: "idle" });
      return setSaving({ state: "gone" });
    }
    if (!answer.ok) {
      setSubmit({ state: "refused", refusal: answer.error });
      /** The page itself leads to the entry, and back. */
      if (answer.error.code === "signed_out" && isOpen) window.location.reload();
      return;
    }
    store.set((state) => ({ ...state, attempted: false, submit: { state: "idle" } }));
    onGeneration(answer.value);
    announce(translatorNow()("composer.sent", { take: answer.value.take }));
  }

  async function send(ask: () => Promise<SubmitAnswer> | null): Promise<void> {
    setSubmit({ state: "sending" });
    /** Before the draft: actions go one after the other, and where nobody is let in the draft's answer leads away. */
    const asked = ask();
    void saver.flush();
    settle((await asked) ?? "unanswered");
  }

  /** A click that came while photographs were on their way goes out when the last is in; with fewer it never does. */
  function sendWhenReady(): void {
    const { submit, tiles } = store.get();
    if (submit.state !== "waiting_for_references" || additions.isComing()) return;
    const why = lossOf(submit.awaited, tiles);
    if (why) return withdraw(why);
    if (tiles.some(isUnderWay)) return;
    const field = firstMissing();
    if (field) missing.set(() => ({ field }));
    else void send(() => clicks.click(draftOf(store.get())));
  }

  function withdraw(why: Loss): void {
    setSubmit({ state: "withdrawn", why });
    announce(lossText(translatorNow(), why));
  }

  /** Says the first field that keeps the draft from going out; then no click waits any more. */
  function firstMissing(): DraftField | null {
    const findings = checkDraft(model, draftOf(store.get()), placedCount(store.get().tiles));
    const first = FIELD_ORDER.find((field) => findings[field]);
    const finding = first && findings[first];
    if (!finding) return null;
    store.set((state) => ({ ...state, attempted: true, submit: { state: "idle" } }));
    announce(findingText(translatorNow(), finding));
    return first;
  }

  /** A click that came before what it was to wait for had a tile learns now what that is. */
  function noticeAddition(isThere: boolean): void {
    const { submit, question, tiles } = store.get();
    if (submit.state !== "waiting_for_references") return;
    if (!isThere) return withdraw({ lost: "missing", numbers: [null] });
    /** The person is asked something first, and clicks again after the answer. */
    setSubmit(question === null ? { state: "waiting_for_references", awaited: awaitedTiles(tiles) } : { state: "idle" });
  }

  /** Who found no room is named until there is some again. */
  const isFull = () => placedCount(store.get().tiles) >= model.maxReferences;
  let wasFull = isFull();
  function noticeRoom(): void {
    const isRoomAgain = wasFull && !isFull();
    wasFull = isFull();
    if (isRoomAgain && store.get().turnedAway.length > 0) store.set((state) => ({ ...state, turnedAway: [] }));
  }

  const leaving = cutOffOf(sessionId, tab);

  let known = draftOf(store.get());
  function noticeChange(): void {
    const draft = draftOf(store.get());
    if (sameDraft(draft, known)) return;
    known = draft;
    saver.changed(draft);
  }

  async function restoreUnsent(): Promise<void> {
    const found = findUnsent(await readUnsent(unsent), await readSaved(lastSaved, sessionId), session);
    /** Where something was typed while this was loading, that is the newer. */
    if (!sameDraft(draftOf(store.get()), draftOf(store.initial))) return;
    if (found.found === "nothing") return unsent.forget();
    const { draft, references: kept, revision } = found.unsent;
    const { referenceIds: _, ...settings } = draft;
    known = { ...draft, referenceIds: tilesOf(draft, [...kept, ...references]).map(({ id }) => id) };
    store.set((state) => withTiles(withSettings(state, settings), tilesOf(draft, [...kept, ...references])));
    if (found.found === "conflict") saver.overtaken(draft, { draft: session.draft, revision: session.draftRevision });
    else saver.restored(draft, revision);
  }

  /** After the draft is back, which would take the sentence away; and never over a click that is newer. */
  function tellSignedOut(): void {
    if (store.get().submit.state === "idle") setSubmit({ state: "refused", refusal: { code: "signed_out" } });
  }

  return {
    store,
    model,
    sessionId,
    runs,
    missing,
    set: (change: Partial<Settings>): void => store.set((state) => withSettings(state, change)),
    typePrompt: (prompt: string): void => store.set((state) => withTypedPrompt(state, prompt, roomForImages(model, placedCount(state.tiles)))),
    chooseCount: (count: number): void => store.set((state) => withChosenCount(state, count)),
    ...additions.verbs,
    /** Cancels what is under way: nothing is, where nothing was brought in yet. */
    removeTile(id: string): void {
      const { tiles } = store.get();
      const loaded = additions.now();
      if (loaded) loaded.removeTile(id);
      else store.set((state) => withoutTile(state, id));
      additions.verbs.withAdditions((all) => all.toldRemoved(tiles, id));
    },
    /** @param to among the numbered ones, from 0. */
    placeTile(id: string, to: number): void {
      const before = numberOf(store.get().tiles, id);
      store.set((state) => withPlacedAt(state, id, to));
      const { tiles } = store.get();
      const number = numberOf(tiles, id);
      const name = tiles.find((tile) => tile.id === id)?.name ?? "";
      if (number !== null && number !== before) announce(translatorNow()("composer.add.moved", { name, number, of: placedCount(tiles) }));
    },
    /** How a picture was made to fit last; the dialog reads it, and does not believe it. */
    keptFit: keptIn(local, "contact-sheet:ratio-fit"),
    dismissCutOff: (): void => store.set((state) => ({ ...state, cutOff: [] })),
    dismissTurnedAway: (): void => store.set((state) => ({ ...state, turnedAway: [] })),
    /** Answers the first field that keeps it from going out. */
    submit(): DraftField | null {
      const { submit, tiles } = store.get();
      if (clicks.isDouble(draftOf(store.get())) || submit.state === "sending" || submit.state === "waiting_for_references") return null;
      /** What is still being made brings a photograph, and a sample its prompt too: it is looked at when it is there. */
      const isMaking = additions.isComing() || tiles.some(({ state }) => state === "making");
      store.set((state) => ({ ...state, attempted: !isMaking, submit: { state: "idle" } }));
      const first = isMaking ? null : firstMissing();
      if (first) return first;
      setSubmit({ state: "waiting_for_references", awaited: awaitedTiles(tiles) });
      const unfit = tiles.find(({ state }) => state === "needs_fit");
      if (unfit) additions.verbs.askFit(unfit.id);
      sendWhenReady();
      return null;
    },
    stopWaiting: (): void => setSubmit({ state: "idle" }),
    submitAgain: (): void => void send(clicks.again),
    /** The session was deleted elsewhere: nothing can be saved or sent here any more. */
    noteGone: (): void => setSaving({ state: "gone" }),
    keepMine: (): void => void saver.keepMine(),
    loadTheirs(): void {
      const theirs = saver.theirs();
      const accept = () => {
        known = theirs ?? known;
        saver.takeTheirs();
      };
      if (theirs) additions.verbs.withAdditions((all) => all.loadTheirs(theirs, accept));
    },
    /** Begins what needs a browser; the answer ends it. */
    start(): () => void {
      isOpen = true;
      const restored = restoreUnsent();
      tellCutOff(store, leaving);
      const unsubscribe = [store.subscribe(() => leaving.note(store.get().tiles)), store.subscribe(noticeChange), store.subscribe(noticeRoom), store.subscribe(sendWhenReady)];
      const online = () => void saver.flush();
      window.addEventListener("online", online);
      void clicks.leftOver().then((leftOver) => {
        if (leftOver === "young") void send(clicks.again);
        if (leftOver === "old") setSubmit({ state: "unanswered" });
        if (leftOver === "signed_out") void restored.finally(tellSignedOut);
      });
      return () => {
        isOpen = false;
        for (const end of unsubscribe) end();
        window.removeEventListener("online", online);
        /** Another session is opened: what was typed last goes along now. */
        void saver.flush();
        saver.stop();
        additions.now()?.stop();
      };
    },
  };
}
export type Composer = ReturnType<typeof createComposer>;
