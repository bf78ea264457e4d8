import type * as z from "zod/mini";
import type * as schema from "@/lib/generations/generation-schema";

export type Generation = z.infer<typeof schema.generationSchema>;
export type GenerationStatus = z.infer<typeof schema.generationStatusSchema>;
export type Charge = z.infer<typeof schema.chargeSchema>;
export type EngineKind = z.infer<typeof schema.engineSchema>;
export type Failure = z.infer<typeof schema.failureSchema>;
export type Output = z.infer<typeof schema.outputSchema>;
export type DeliveredOutput = Extract<Output, { state: "delivered" }>;

/** The life cycle, in one place. Late news moves `unclear` on; `failed: lost_by_provider` moves by hand only. */
const NEXT: Record<GenerationStatus, readonly GenerationStatus[]> = {
  submitting: ["in_queue", "failed", "cancelled", "unclear"],
  in_queue: ["in_progress", "saving", "failed", "cancelled"],
  in_progress: ["saving", "failed", "cancelled"],
  saving: ["completed"],
  completed: [],
  failed: [],
  cancelled: [],
  unclear: ["in_queue", "failed"],
};
export const openStatuses: readonly GenerationStatus[] = ["submitting", "in_queue", "in_progress", "saving"];

export const canMove = (from: GenerationStatus, to: GenerationStatus): boolean => NEXT[from].includes(to);
export const isSettled = ({ status }: { status: GenerationStatus }): boolean => !openStatuses.includes(status);

/** "6-2", as the frame is named on screen, in file names and in lineage. */
export const frameName = (take: number, index: number): string => `${take}-${index}`;

export const outputsOf = (generation: Generation): readonly Output[] =>
  generation.status === "saving" || generation.status === "completed" ? generation.outputs : [];

/** Cancel can still be asked for: nothing has begun. */
export const isCancellable = (generation: Generation): boolean =>
  (generation.status === "submitting" || generation.status === "in_queue") && generation.cancel === "none";
