import { notifyManager, type QueryClient } from "@tanstack/react-query";
import type { Composer } from "@/components/composer/composer";
import type { Desk } from "@/components/sheet/desk";
import { showToast } from "@/components/ui/toast-queue";
import { withDeadline } from "@/components/ui/with-deadline";
import { sheetKeys } from "@/lib/generations/queries";
import { limits } from "@/lib/limits";

export type WorkPorts = { sessionId: string; desk: Desk; queryClient: QueryClient; composer: Composer };

export const inTime = <T>(answer: Promise<T>): Promise<T> => withDeadline(answer, limits.actionMs);
export const say = (text: string): void => showToast({ text, actions: [] });

/** What was put is drawn: the query library tells its readers a moment later, and until then the sheet holds what was before. */
export const oncePutIsDrawn = (): Promise<void> => new Promise((resolve) => notifyManager.schedule(resolve));

/** What was asked and not answered may have been done: the sheet tells. */
export const readAgain = ({ sessionId, queryClient }: Pick<WorkPorts, "sessionId" | "queryClient">): void =>
  void queryClient.invalidateQueries({ queryKey: sheetKeys.of(sessionId) });
