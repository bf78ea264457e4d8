import * as z from "zod/mini";
import { limits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import { sharePartsSchema, usualParts, type CreateShare, type EditShare, type OwnShare, type ShownParts } from "@/lib/shares/share";

/** When the page goes by itself. A day is the person's own, and the page is there until it ends. */
export type Expiry = { kind: "never" } | { kind: "days"; days: number } | { kind: "date"; date: string };
export const expiryDays = [1, 7, 30] as const;

/** What is typed and chosen in the dialog, before it is a command. */
export type ShareDraft = {
  title: string;
  message: string;
  sender: string;
  shows: ShownParts;
  isIndexable: boolean;
  expiry: Expiry;
  hasPassphrase: boolean;
  passphrase: string;
};
export type DraftProblem = { code: "passphrase" } | { code: "day" };
type Details = Pick<CreateShare, "title" | "message" | "sender" | "shows" | "isIndexable" | "expiresAt">;

/** What this browser remembers from share to share: what is shown, and who it is from. */
const choicesSchema = z.object({ shows: sharePartsSchema, sender: z.string().check(z.maxLength(limits.shareSenderChars)) });
export const choicesOf = ({ shows, sender }: ShareDraft): z.infer<typeof choicesSchema> => ({ shows, sender });

/** @param sessionTitle mostly words of a prompt: where prompts are not shown it is not suggested. */
export function newDraft(sessionTitle: string, kept: unknown): ShareDraft {
  const { shows, sender } = choicesSchema.safeParse(kept).data ?? { shows: usualParts, sender: "" };
  const title = shows.prompt ? Array.from(sessionTitle).slice(0, limits.shareTitleChars).join("") : "";
  return { title, message: "", sender, shows, isIndexable: false, expiry: { kind: "never" }, hasPassphrase: false, passphrase: "" };
}

export function draftOfShare({ title, message, sender, shows, isIndexable, expiresAt, hasPassphrase }: OwnShare): ShareDraft {
  return { title, message, sender, shows, isIndexable, hasPassphrase, passphrase: "", expiry: expiresAt === null ? { kind: "never" } : { kind: "date", date: dayOf(expiresAt) } };
}

export function createCommand(draft: ShareDraft, what: Pick<CreateShare, "shareId" | "sessionId" | "shared">, now: number): Result<CreateShare, DraftProblem> {
  const details = detailsOf(draft, now, null);
  if (!details.ok) return details;
  if (draft.hasPassphrase && !isLong(draft.passphrase)) return err({ code: "passphrase" });
  return ok({ ...what, ...details.value, passphrase: draft.hasPassphrase ? draft.passphrase : null });
}

/** An empty field leaves the passphrase as it is, where there is one. */
export function editCommand(draft: ShareDraft, share: Pick<OwnShare, "id" | "hasPassphrase" | "expiresAt">, now: number): Result<EditShare, DraftProblem> {
  const details = detailsOf(draft, now, share.expiresAt);
  if (!details.ok) return details;
  const { hasPassphrase, passphrase } = draft;
  const keeps = hasPassphrase && passphrase === "" && share.hasPassphrase;
  if (hasPassphrase && !keeps && !isLong(passphrase)) return err({ code: "passphrase" });
  const change: EditShare["passphrase"] = keeps ? { change: "keep" } : hasPassphrase ? { change: "set", passphrase } : { change: "none" };
  return ok({ shareId: share.id, ...details.value, passphrase: change });
}

function detailsOf({ title, message, sender, shows, isIndexable, expiry }: ShareDraft, now: number, before: number | null): Result<Details, DraftProblem> {
  const expiresAt = expiresAtOf(expiry, now, before);
  return expiresAt === "no_day" ? err({ code: "day" }) : ok({ title, message, sender, shows, isIndexable, expiresAt });
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** @param before an untouched day keeps its moment, which need not be that day's end. */
function expiresAtOf(expiry: Expiry, now: number, before: number | null): number | null | "no_day" {
  switch (expiry.kind) {
    case "never": return null;
    case "days": return now + expiry.days * DAY_MS;
    case "date": {
      if (before !== null && dayOf(before) === expiry.date) return before;
      const end = new Date(`${expiry.date}T23:59:59.999`).getTime();
      return Number.isNaN(end) ? "no_day" : end;
    }
    default: return expiry satisfies never;
  }
}

const isLong = (passphrase: string): boolean => passphrase.length >= limits.sharePassphraseChars.least;

/** "2026-11-23", in the reader's own time zone, as a date field writes it. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
