"use client";

import { useComposer } from "@/components/composer/composer-context";
import type { SavingState } from "@/components/composer/composer-state";
import { Button } from "@/components/ui/button";

type Troubled = Exclude<SavingState["state"], "saved" | "saving">;

/** Stands in the Generate bar's reserved lines, so that nothing moves under the hands of who types. */
export function SavingNotice({ state }: { state: Troubled }) {
  switch (state) {
    case "unreachable": return <p role="status">Not saved yet: the studio's server does not answer. Kept in this browser.</p>;
    case "gone": return <p role="status">Not saved: this session is not there any more. Kept in this browser.</p>;
    case "too_long": return <p role="status">Not saved: the prompt is too long to be kept by the server. Kept in this browser.</p>;
    case "stale": return <Overtaken />;
    default: return state satisfies never;
  }
}

function Overtaken() {
  const composer = useComposer();
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3">
      <span className="grow">Draft changed in another tab.</span>
      <Button look="link" className="text-hint" onClick={composer.loadTheirs}>Load it</Button>
      <Button look="link" className="text-hint" onClick={composer.keepMine}>Keep mine</Button>
    </div>
  );
}
