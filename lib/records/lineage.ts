import * as z from "zod/mini";
import { idPattern } from "@/lib/ids";

/** A photograph or frame that a take was made from. */
const lineageReferenceSchema = z.object({
  id: z.string().check(z.regex(idPattern("ref"))),
  /** From 1: "image 2" in the prompt. */
  number: z.int(),
  /** As the person's file was called; a frame's own number where it was one. */
  name: z.string(),
  /** 640 px wide WebP from our own origin. */
  thumbUrl: z.string(),
  /** The picture itself, from our own origin; null where it lies in another storage. */
  fileUrl: z.nullable(z.string()),
  width: z.int(),
  height: z.int(),
  /** The frame it was made from. One of `frames`, where what it was made from is still known. */
  madeFrom: z.nullable(z.object({ frame: z.string(), outputId: z.nullable(z.string()) })),
});
export type LineageReference = z.infer<typeof lineageReferenceSchema>;

const lineageFrameSchema = z.object({
  id: z.string().check(z.regex(idPattern("out"))),
  generationId: z.string().check(z.regex(idPattern("gen"))),
  sessionId: z.string().check(z.regex(idPattern("ses"))),
  sessionTitle: z.string(),
  take: z.int(),
  /** From 1: "6-2" is take 6, index 2. */
  index: z.int(),
  prompt: z.string(),
  /** It can be gone to: neither it nor its take or session was deleted. */
  exists: z.boolean(),
  /** null for a video, and for what does not exist any more. */
  thumbUrl: z.nullable(z.string()),
  width: z.int(),
  height: z.int(),
  references: z.array(lineageReferenceSchema),
  /** The share that its session was begun from; it may be gone. */
  from: z.nullable(z.object({ shareId: z.string(), title: z.string() })),
});
export type LineageFrame = z.infer<typeof lineageFrameSchema>;

/** The answer of GET /api/outputs/[outputId]/lineage: the frame itself first, then what it was made from, nearest first. */
export const lineageSchema = z.object({
  frames: z.array(lineageFrameSchema),
  /** There is more behind it than is told. */
  cut: z.boolean(),
});
export type Lineage = z.infer<typeof lineageSchema>;

/** One step back: the frame, and which of its references the line goes on through. */
export type LineageStep = { frame: LineageFrame; through: LineageReference | null };

/**
 * The one line to draw, from the frame back to the first photograph: at each step through the first reference that was itself a
 * frame, else through the first one. The last step's `through` is the photograph where it all began.
 */
export function mainLine({ frames }: Lineage): LineageStep[] {
  const byId = new Map(frames.map((frame) => [frame.id, frame]));
  const line: LineageStep[] = [];
  const seen = new Set<string>();
  for (let frame = frames[0]; frame !== undefined && !seen.has(frame.id);) {
    seen.add(frame.id);
    const { references } = frame;
    const through = references.find(({ madeFrom }) => byId.has(madeFrom?.outputId ?? "")) ?? references[0] ?? null;
    line.push({ frame, through });
    frame = byId.get(through?.madeFrom?.outputId ?? "");
  }
  return line;
}
