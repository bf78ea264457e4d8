"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "@/components/language/translations";
import { classes } from "@/components/ui/classes";

/** Three lines of it, two in a narrow pane; a longer one is unfolded at its end. */
export function TakePrompt({ take, prompt }: { take: number; prompt: string }) {
  const t = useTranslations();
  const [text, setText] = useState<HTMLParagraphElement | null>(null);
  const [isCut, setIsCut] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  useEffect(() => {
    if (!text || unfolded) return;
    const watcher = new ResizeObserver(() => setIsCut(text.scrollHeight > text.clientHeight));
    watcher.observe(text);
    return () => watcher.disconnect();
  }, [text, unfolded]);

  return (
    <div className="relative">
      <p ref={setText} lang="" className={classes("pt-1.5 text-[15px]/5 wrap-anywhere whitespace-pre-line", !unfolded && "line-clamp-2 @min-[560px]/sheet:line-clamp-3")}>
        {prompt}
      </p>
      {(isCut || unfolded) && (
        <button
          type="button"
          aria-expanded={unfolded}
          // In the last line's place, so that its coming moves nothing.
          className={classes("group/more h-6 bg-paper text-label text-ink touch:after:absolute touch:after:-inset-2.5", unfolded ? "relative pr-2" : "absolute right-0 -bottom-0.5")}
          onClick={() => setUnfolded(!unfolded)}
        >
          {!unfolded && <span aria-hidden>… </span>}
          <span className="underline decoration-line-strong underline-offset-4 group-hover/more:decoration-ink">{t(unfolded ? "sheet.prompt.less" : "sheet.prompt.more")}</span><span className="sr-only">{t("sheet.prompt.of", { take })}</span>
        </button>
      )}
    </div>
  );
}
