import { sameDraft, type SavingState } from "@/components/composer/composer-state";
import type { SaveDraftRefusal } from "@/lib/sessions/actions";
import type { Draft } from "@/lib/sessions/session";
import type { Result } from "@/lib/result";

export type SaverPorts = {
  save: (draft: Draft, revision: number) => Promise<Result<{ revision: number }, SaveDraftRefusal>>;
  /** Keeps the draft in the browser until the server has it. */
  keep: (draft: Draft, revision: number) => void;
  forget: () => void;
  /** The server has it as this revision. */
  saved: (draft: Draft, revision: number) => void;
  told: (saving: SavingState) => void;
  delayMs: number;
  retryMs: readonly number[];
};

/**
 * Saves the newest draft, one call at a time. A draft that another tab has overtaken is not saved over it until the
 * person says so; a server that does not answer is asked again, with growing waits.
 */
export function createDraftSaver(revision: number, { save, keep, forget, saved, told, delayMs, retryMs }: SaverPorts) {
  let base = revision;
  let unsaved: Draft | null = null;
  let saving = false;
  let overtakenBy: { draft: Draft; revision: number } | null = null;
  /** Sent, and perhaps written although no answer came: not somebody else's draft. */
  let unanswered: Draft | null = null;
  let failures = 0;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const after = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void send(), ms);
  };

  function failed(): void {
    told({ state: "unreachable" });
    after(retryMs[Math.min(failures, retryMs.length - 1)] ?? delayMs);
    failures += 1;
  }

  function refused(refusal: SaveDraftRefusal): void {
    switch (refusal.code) {
      case "stale":
        overtakenBy = refusal;
        return told({ state: "stale" });
      case "session_not_found": return told({ state: "gone" });
      case "invalid_input": return told({ state: "too_long" });
      default: return refusal satisfies never;
    }
  }

  function acknowledged(draft: Draft, next: number): void {
    base = next;
    failures = 0;
    saved(draft, base);
    if (unsaved === draft) {
      unsaved = null;
      forget();
      return told({ state: "saved" });
    }
    if (unsaved) keep(unsaved, base);
    after(delayMs);
  }

  async function send(): Promise<void> {
    clearTimeout(timer);
    const draft = unsaved;
    if (!draft || saving || overtakenBy !== null) return;
    saving = true;
    if (failures === 0) told({ state: "saving" });
    const answer = await save(draft, base).catch(() => null);
    saving = false;
    if (!answer) {
      unanswered = draft;
      return failed();
    }
    const own = unanswered;
    unanswered = null;
    if (answer.ok) return acknowledged(draft, answer.value.revision);
    if (answer.error.code === "stale" && own && sameDraft(answer.error.draft, own)) return acknowledged(own, answer.error.revision);
    return refused(answer.error);
  }

  function changed(draft: Draft): void {
    stopped = false;
    unsaved = draft;
    keep(draft, base);
    if (failures === 0) after(delayMs);
  }

  return {
    changed,
    /** Begins with what the browser kept of this tab's last page, which may have reached the server as that page went. */
    restored(draft: Draft, revision: number): void {
      base = Math.max(base, revision);
      unanswered = draft;
      changed(draft);
    },
    flush: send,
    /** Begins in conflict: the browser kept a draft that the server's has overtaken. */
    overtaken(draft: Draft, by: { draft: Draft; revision: number }): void {
      unsaved = draft;
      overtakenBy = by;
      told({ state: "stale" });
    },
    keepMine(): Promise<void> {
      if (overtakenBy !== null) base = overtakenBy.revision;
      overtakenBy = null;
      return send();
    },
    /** The draft that was saved over this one. */
    theirs: (): Draft | null => overtakenBy?.draft ?? null,
    /** What is typed from here on is written on theirs. */
    takeTheirs(): void {
      if (overtakenBy === null) return;
      clearTimeout(timer);
      base = overtakenBy.revision;
      overtakenBy = null;
      unsaved = null;
      forget();
      told({ state: "saved" });
    },
    /** What could not be saved by then stays in the browser. */
    stop(): void {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
