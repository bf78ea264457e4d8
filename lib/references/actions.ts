"use server";

import type { Reference, ReferenceRefusal } from "@/lib/references/reference";
import type { Sample } from "@/lib/references/upload";
import type { Result } from "@/lib/result";

/** After an upload: the server looks at the stored bytes and makes a reference of them. Asked again while `not_stored`. */
export async function confirmUpload(command: { sessionId: string; tileId: string }): Promise<Result<Reference, ReferenceRefusal>> {
  throw new Error(`not written yet: ${command.tileId}`);
}

export async function addSample(command: { sessionId: string; sample: Sample }): Promise<Result<Reference, ReferenceRefusal>> {
  throw new Error(`not written yet: ${command.sample}`);
}

/** "Edit this": an output becomes a reference. */
export async function referenceFromOutput(command: { sessionId: string; outputId: string }): Promise<Result<Reference, ReferenceRefusal>> {
  throw new Error(`not written yet: ${command.outputId}`);
}
