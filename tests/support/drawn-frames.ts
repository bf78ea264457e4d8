import { notifyManager, QueryObserver, type QueryClient } from "@tanstack/react-query";
import type { Desk } from "@/components/sheet/desk";
import { withPending } from "@/components/sheet/pending-changes";
import { fixtureSessionId, sheetOf } from "@/lib/generations/generation-fixture";
import type { Generation, Output } from "@/lib/generations/generation";
import { sheetKeys } from "@/lib/generations/queries";
import type { SheetData } from "@/lib/generations/sheet-state";

/** A sheet of one take as it is drawn: with what its readers were told last (in batches, as `useQuery` is), and what is pending. @returns every drawing so far. */
export function drawnFrames({ desk, queryClient }: { desk: Desk; queryClient: QueryClient }, take: Generation): () => readonly (readonly Output[])[] {
  const queryKey = sheetKeys.of(fixtureSessionId);
  let told = sheetOf(take);
  queryClient.setQueryData<SheetData>(queryKey, told);
  const drawn: (readonly Output[])[] = [];
  const draw = () => {
    const [generation] = withPending(told.generations, desk.pending.get(), 1);
    drawn.push(generation && "outputs" in generation ? generation.outputs : []);
  };
  desk.pending.subscribe(draw);
  new QueryObserver<SheetData>(queryClient, { queryKey, enabled: false }).subscribe(notifyManager.batchCalls(({ data }) => {
    if (data) told = data;
    draw();
  }));
  return () => drawn;
}
