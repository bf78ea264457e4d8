import { studioParts } from "@/components/on-demand";
import { atFirstSign } from "@/components/ui/first-sign";
import { loadParser } from "@/lib/generations/queries";
import { limits } from "@/lib/limits";

type Load = () => Promise<unknown>;

const everything: readonly Load[] = [loadParser, ...Object.values(studioParts)];

/** Not every browser tells when it is idle. */
const whenIdle = (run: () => void): void => {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run);
  else setTimeout(run, limits.warmUpMs);
};

/** At the first sign of a person, so that a first click waits for nothing and a page only looked at costs nothing. */
export const warmUp = (page: Pick<EventTarget, "addEventListener" | "removeEventListener">, loads = everything, idle = whenIdle): (() => void) =>
  atFirstSign(page, () => idle(() => void loadInTurn(loads)));

/** One after the other, so that what the person asks for meanwhile comes first; what fails is loaded when it is needed. */
async function loadInTurn(loads: readonly Load[]): Promise<void> {
  for (const load of loads) await load().catch(() => null);
}
