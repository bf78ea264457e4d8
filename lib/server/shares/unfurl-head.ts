import "server-only";
import { shareFileUrl, sharePath, shareUnfurlUrl } from "@/lib/shares/addresses";
import type { PublicShare } from "@/lib/shares/public-share";
import { unfurlSize } from "@/lib/shares/unfurl-layout";
import type { ShareRow } from "@/lib/server/db/database";
import { requestTranslator } from "@/lib/server/language";
import type { ShareDeps } from "@/lib/server/shares/share-deps";
import { findShareFile } from "@/lib/server/shares/share-files";
import { unfurlMark } from "@/lib/server/shares/unfurl";

/** What a messenger draws of the link, by addresses that are whole: it knows no page to begin from. */
export type Unfurl = {
  pageUrl: string;
  image: { url: string; width: number; height: number; type: string };
  /** Where the first picture is one. */
  film: { url: string; type: string; width?: number; height?: number } | null;
};

/** null behind a passphrase: what only some may see is in nobody's preview. */
export async function readUnfurl(deps: ShareDeps, origin: string, share: ShareRow, view: PublicShare): Promise<Unfurl | null> {
  if (share.passphrase_hash !== null) return null;
  const mark = unfurlMark(await requestTranslator(), share.id, view);
  return {
    pageUrl: `${origin}${sharePath(share.id)}`,
    image: { url: `${origin}${shareUnfurlUrl(share.id, mark)}`, ...unfurlSize, type: "image/jpeg" },
    film: await filmOf(deps, origin, share, view),
  };
}

async function filmOf({ db, files }: ShareDeps, origin: string, share: ShareRow, { pictures: [first] }: PublicShare): Promise<Unfurl["film"]> {
  if (first?.state !== "delivered" || first.media !== "video" || first.fileUrl === null) return null;
  const found = await findShareFile(db, share, { file: "original", number: first.number });
  const file = found && (await files.find(found.key));
  if (!file) return null;
  const size = first.width > 1 && first.height > 1 ? { width: first.width, height: first.height } : {};
  return { url: `${origin}${shareFileUrl(share.id, { file: "original", number: first.number })}`, type: file.mime, ...size };
}
