import "server-only";
import type { CancelRefusal } from "@/lib/generations/submit";
import { isSettled } from "@/lib/generations/generation";
import { err, ok, type Result } from "@/lib/result";
import { statusOfRow, type GenerationStore } from "@/lib/server/generations/store";

/** Notes the wish; the tracker carries it to the provider, whose answer decides. */
export async function askCancel(store: GenerationStore, ownerId: string, id: string): Promise<Result<{ id: string }, CancelRefusal>> {
  const row = await store.findOwned(ownerId, id);
  if (!row) return err({ code: "not_found" });
  if (row.cancel === "asked") return ok({ id });
  if (isSettled({ status: statusOfRow(row) })) return err({ code: "settled" });
  return (await store.askCancel(row)) ? ok({ id }) : err({ code: "already_begun" });
}
