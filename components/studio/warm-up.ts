const SIGNS = ["pointermove", "pointerdown", "keydown"] as const;
const SOON_MS = 200;

type Load = () => Promise<unknown>;

/** What a first click, upload or poll needs and a first look does not. */
const onDemand: readonly Load[] = [
  () => import("@/lib/generations/sheet-answer"),
  () => import("@/components/references/tile-upload"),
  () => import("@/components/ui/popover"),
  () => import("@/components/composer/seed-popover"),
  () => import("@/components/lightbox/lightbox"),
  () => import("@/components/ui/toast-area"),
  () => import("@/components/ui/choice-dialog"),
  () => import("@/components/sheet/frame-menu"),
];

/** Not every browser tells when it is idle. */
const whenIdle = (run: () => void): void => {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run);
  else setTimeout(run, SOON_MS);
};

/** At the first sign of a person, so that a first click waits for nothing and a page only looked at costs nothing. */
export function warmUp(page: Pick<EventTarget, "addEventListener" | "removeEventListener">, loads = onDemand, idle = whenIdle): () => void {
  const stop = () => {
    for (const sign of SIGNS) page.removeEventListener(sign, start);
  };
  const start = () => {
    stop();
    idle(() => void loadInTurn(loads));
  };
  for (const sign of SIGNS) page.addEventListener(sign, start, { passive: true });
  return stop;
}

/** One after the other, so that what the person asks for meanwhile comes first; what fails is loaded when it is needed. */
async function loadInTurn(loads: readonly Load[]): Promise<void> {
  for (const load of loads) await load().catch(() => null);
}
