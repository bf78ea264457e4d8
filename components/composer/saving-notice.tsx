"use client";

import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { Button } from "@/components/ui/button";

/** Says what keeps the draft from the server; silent while all is well. */
export function SavingNotice() {
  const composer = useComposer();
  const { state } = useComposerState(({ saving }) => saving);
  switch (state) {
    case "saved":
    case "saving": return null;
    case "unreachable": return <Notice>Not saved yet: the studio's server does not answer. Kept in this browser.</Notice>;
    case "gone": return <Notice>Not saved: this session is not there any more. Kept in this browser.</Notice>;
    case "too_long": return <Notice>Not saved: the prompt is too long to be kept by the server. Kept in this browser.</Notice>;
    case "stale":
      return (
        <Notice>
          <span className="grow">This draft was changed in another tab.</span>
          <Button
            look="link"
            className="text-hint"
            onClick={() => {
              composer.dropMine();
              window.location.reload();
            }}
          >
            Load it
          </Button>
          <Button look="link" className="text-hint" onClick={composer.keepMine}>Keep mine</Button>
        </Notice>
      );
    default: return state satisfies never;
  }
}

function Notice({ children }: { children: React.ReactNode }) {
  return <div role="status" className="flex flex-wrap items-center gap-x-3 border-b border-line bg-raised px-4.5 py-1.5 text-hint text-ink-2">{children}</div>;
}
