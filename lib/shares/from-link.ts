/** What a visitor takes to a session of his own: the share, and, where that is behind a passphrase, the sign that he knew it. */
export type FromLink = { shareId: string; grant: string };

/** The share that a session was begun from. It may be gone by now. */
export type ShareOrigin = { shareId: string; title: string };

/** What of a take's making may come along: what the share shows of it. */
export const cameParts = ["prompt", "settings", "references"] as const;
export type CamePart = (typeof cameParts)[number];

/** What a session begins with: `missing` counts the pictures that it was made from and that could not be had now. */
export type Begun = { sessionId: string; came: readonly CamePart[]; missing: number };

/** Once, as it begins: nothing of it is kept. */
export function begunUrl({ sessionId, came, missing }: Begun): `/studio/${string}` {
  const told = new URLSearchParams({ came: came.join("."), ...(missing > 0 && { missing: String(missing) }) });
  return `/studio/${sessionId}?${told.toString()}`;
}

/** @returns null for `came` where the address does not tell: it was opened again, later. */
export function readBegun(told: Pick<URLSearchParams, "get">): { came: readonly CamePart[] | null; missing: number } {
  const named = told.get("came")?.split(".");
  return { came: named === undefined ? null : cameParts.filter((part) => named.includes(part)), missing: Number(/^\d{1,2}$/.exec(told.get("missing") ?? "")?.[0] ?? 0) };
}

/** "/?from=<share>" or "/?from=<share>.<grant>" */
export const fromLinkUrl = ({ shareId, grant }: FromLink): `/?from=${string}` => `/?from=${shareId}${grant === "" ? "" : `.${grant}`}`;

/** null for what is no such sign. */
export function readFromLink(from: unknown): FromLink | null {
  const [, shareId, grant = ""] = /^([0-9a-f]{32})(?:\.([0-9a-f]{32}))?$/.exec(typeof from === "string" ? from : "") ?? [];
  return shareId === undefined ? null : { shareId, grant };
}
