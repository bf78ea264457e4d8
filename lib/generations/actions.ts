"use server";

import type { Generation } from "@/lib/generations/generation";
import type { CancelRefusal, SubmitCommand, SubmitRefusal } from "@/lib/generations/submit";
import type { Result } from "@/lib/result";

export async function submitGeneration(command: SubmitCommand): Promise<Result<Generation, SubmitRefusal>> {
  throw new Error(`not written yet: ${command.sessionId}`);
}

export async function cancelGeneration(command: { generationId: string }): Promise<Result<Generation, CancelRefusal>> {
  throw new Error(`not written yet: ${command.generationId}`);
}
