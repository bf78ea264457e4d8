import "server-only";
import { requestTranslator } from "@/lib/server/language";
import { notThere, QUIET } from "@/lib/server/routes/public-share";
import { services } from "@/lib/server/services";
import { allShownFrames } from "@/lib/server/shares/share-files";
import { unfurlMark } from "@/lib/server/shares/unfurl";
import { visit } from "@/lib/server/shares/visit";

/**
 * The picture that messengers show of a share's link. Asked for anew each time, as all its files are, so that a share that is
 * revoked gives none; behind a passphrase there is none, for whoever asks.
 */
export async function getUnfurl(request: Request, shareId: string): Promise<Response> {
  const { shares, unfurls } = services();
  const seen = await visit(shares, shareId, undefined);
  if (!seen.ok) return notThere();
  const { share, view } = seen.value;
  const t = await requestTranslator();
  const mark = unfurlMark(t, share.id, view);
  const { "x-robots-tag": noindex, ...quiet } = QUIET;
  const fresh = { ...quiet, ...(share.indexable === 1 ? {} : { "x-robots-tag": noindex }), "cache-control": "private, no-cache", vary: "accept-language", etag: `"${mark}"` };
  if (request.headers.get("if-none-match")?.includes(mark) === true) return new Response(null, { status: 304, headers: fresh });
  const frames = new Map((await allShownFrames(shares.db, share)).map((frame) => [frame.number, frame]));
  const picture = await unfurls.draw(t, view, mark, async (number, width) => {
    const frame = frames.get(number);
    const key = width === 640 ? frame?.thumb_small_key : frame?.thumb_large_key;
    return key ? ((await shares.files.find(key))?.file ?? null) : null;
  });
  return new Response(new Uint8Array(picture), { headers: { ...fresh, "content-type": "image/jpeg", "content-length": String(picture.length) } });
}
