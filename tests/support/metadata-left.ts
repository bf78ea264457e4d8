import type { Stripped } from "@/lib/references/source";
import { stripImage } from "@/lib/references/strip";

/** What a JPEG or PNG still tells; empty exactly where stripping it changes no byte (but for the frames of an animation). */
export const metadataLeft = (bytes: Uint8Array): readonly Stripped[] => [...(stripImage(bytes)?.removed ?? [])];
