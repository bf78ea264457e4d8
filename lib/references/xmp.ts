import type { Stripped } from "@/lib/references/source";

/** A packet with a preview in it may be megabytes; what it tells stands in its beginning. */
const READ_BYTES = 256 * 1024;

const SIGNS: readonly (readonly [Stripped, RegExp])[] = [
  ["place", /GPSL(at|ong)itude|Iptc4xmpCore:(Location|City)|photoshop:(City|Country)|LocationCreated/i],
  ["camera", /SerialNumber|tiff:Model|aux:Lens|CreatorTool/i],
  ["preview", /xmpGImg:image|<photoshop:DocumentAncestors|:Thumbnails?[ >]/i],
  ["text", /dc:(description|title|creator|rights|subject)|photoshop:(Headline|Credit)/i],
];

/** What an XMP packet tells of a person; "other" where nothing of that. */
export function tellsOfXmp(packet: Uint8Array): Stripped[] {
  const text = new TextDecoder("latin1").decode(packet.subarray(0, READ_BYTES));
  const tells = SIGNS.filter(([, sign]) => sign.test(text)).map(([what]) => what);
  return tells.length > 0 ? tells : ["other"];
}
