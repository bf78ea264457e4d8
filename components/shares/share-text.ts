import { shortDate } from "@/lib/messages/short-date";
import type { Translator } from "@/lib/messages/translator";
import { shareParts, type OwnShare, type ShownParts } from "@/lib/shares/share";

export const shareTitle = (t: Translator, { title }: Pick<OwnShare, "title">): string => (title === "" ? t("shares.untitled") : title);

export function stateText(t: Translator, { state, expiresAt, revokedAt }: Pick<OwnShare, "state" | "expiresAt" | "revokedAt">): string {
  switch (state) {
    case "shown": return expiresAt === null ? t("shares.state.shown") : t("shares.state.shownUntil", { date: shortDate(t.language, expiresAt) });
    case "expired": return t("shares.state.expired", { date: shortDate(t.language, expiresAt ?? 0) });
    case "revoked": return t("shares.state.revoked", { date: shortDate(t.language, revokedAt ?? 0) });
    case "withdrawn": return t("shares.state.withdrawn");
    default: return state satisfies never;
  }
}

/** "Shows settings, references, originals to download"; then who may come by which way. */
export function showsText(t: Translator, { shows, hasPassphrase, isIndexable }: Pick<OwnShare, "shows" | "hasPassphrase" | "isIndexable">): string {
  const parts = shareParts.filter((part) => shows[part]).map((part) => t(`shares.part.${part}`));
  const shown = parts.length === 0 ? t("shares.showsOnly") : t("shares.shows", { parts: parts.join(", ") });
  return [shown, hasPassphrase && t("shares.locked"), isIndexable && t("shares.found")].filter((text) => text !== false).join(" · ");
}

/** "4 pictures, 2 picks, 1 line back" */
export function cameText(t: Translator, { frames, picks, notes }: Pick<OwnShare, "frames" | "picks" | "notes">): string {
  const back = [picks > 0 && t("shares.picks", { count: picks }), notes > 0 && t("shares.notes", { count: notes })].filter((text) => text !== false);
  return [t("shares.pictures.count", { count: frames }), ...(back.length === 0 ? [t("shares.noPicks")] : back)].join(", ");
}

/** "Take 3", "Frames 2-1, 2-3 and 4 more", "Whole session"; of what is not there any more nothing is left to name. */
export function whichText(t: Translator, { kind, which: { names, more } }: Pick<OwnShare, "kind" | "which">): string {
  if (kind === "session" || names.length === 0) return t(`shares.kind.${kind}`);
  const named = names.join(", ");
  const one = kind === "frames" ? "shares.which.frame" : "shares.which.take";
  return t(names.length + more === 1 ? one : `shares.which.${kind}`, { names: more === 0 ? named : t("shares.which.more", { count: more, names: named }) });
}

/** Which ways the originals go, and what the zip holds beside them: as `lib/server/shares/share-zip.ts` packs it. */
export function zipText(t: Translator, { references, settings, prompt }: Pick<ShownParts, "references" | "settings" | "prompt">, hasReferences: boolean): string {
  const held = [references && hasReferences && t("shares.zip.references"), settings && t(prompt ? "shares.zip.settingsAndPrompt" : "shares.zip.settings")].filter((text) => text !== false);
  return held.length === 0 ? t("shares.originals.zip") : t("shares.originals.zipWith", { what: new Intl.ListFormat(t.language).format(held) });
}
