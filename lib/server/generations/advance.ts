import "server-only";
import type { AdvanceDeps } from "@/lib/server/generations/advance-deps";
import { follow } from "@/lib/server/generations/follow";
import { save } from "@/lib/server/generations/save";
import { send } from "@/lib/server/generations/send";
import { statusOfRow } from "@/lib/server/generations/store";

/**
 * One step of one generation, whose lease the caller holds.
 * @returns when to look again; whoever is told a time in the past comes back at once.
 */
export async function advance(deps: AdvanceDeps, id: string): Promise<number> {
  const row = await deps.store.find(id);
  if (row === undefined) return Number.MAX_SAFE_INTEGER;
  const status = statusOfRow(row);
  switch (status) {
    case "submitting": return send(deps, row);
    case "in_queue": case "in_progress": return follow(deps, row, status);
    case "saving": return save(deps, row);
    case "completed": case "failed": case "cancelled": case "unclear": return Number.MAX_SAFE_INTEGER;
    default: return status satisfies never;
  }
}

