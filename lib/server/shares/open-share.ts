import "server-only";
import { cache } from "react";
import { fromLinkUrl } from "@/lib/shares/from-link";
import type { OwnPicks } from "@/lib/shares/pick";
import type { PublicShare } from "@/lib/shares/public-share";
import { services } from "@/lib/server/services";
import { readOwnPicks } from "@/lib/server/shares/picks";
import { visit } from "@/lib/server/shares/visit";
import { readUnfurl, type Unfurl } from "@/lib/server/shares/unfurl-head";
import { mayEnterStudio, readVisitor } from "@/lib/server/shares/visitor";

export type OpenShare =
  | { state: "not_there" }
  | { state: "locked"; shareId: string }
  | { state: "open"; shareId: string; view: PublicShare; ownPicks: OwnPicks; makeOwnHref: string | null; unfurl: Unfurl | null };

/** What a share's page draws; read once a request. */
export const openShare = cache(async (shareId: string): Promise<OpenShare> => {
  const { shares } = services();
  const visitor = await readVisitor(shareId);
  const seen = await visit(shares, shareId, visitor.pass);
  if (!seen.ok) return seen.error.code === "locked" ? { state: "locked", shareId: seen.error.share.id } : { state: "not_there" };
  const { share, view } = seen.value;
  const grant = share.passphrase_hash === null ? "" : shares.pass.grant(share);
  return {
    state: "open", shareId: share.id, view, ownPicks: await readOwnPicks(shares.db, share.id, visitor.id),
    unfurl: visitor.origin === null ? null : await readUnfurl(shares, visitor.origin, share, view),
    makeOwnHref: (await mayEnterStudio()) ? fromLinkUrl({ shareId: share.id, grant }) : null,
  };
});
