/** What a visitor takes to a session of his own: the share, and, where that is behind a passphrase, the sign that he knew it. */
export type FromLink = { shareId: string; grant: string };

/** The share that a session was begun from. It may be gone by now. */
export type ShareOrigin = { shareId: string; title: string };

/** "/?from=<share>" or "/?from=<share>.<grant>" */
export const fromLinkUrl = ({ shareId, grant }: FromLink): `/?from=${string}` => `/?from=${shareId}${grant === "" ? "" : `.${grant}`}`;

/** null for what is no such sign. */
export function readFromLink(from: unknown): FromLink | null {
  const [, shareId, grant = ""] = /^([0-9a-f]{32})(?:\.([0-9a-f]{32}))?$/.exec(typeof from === "string" ? from : "") ?? [];
  return shareId === undefined ? null : { shareId, grant };
}
