"use client";

import { useTranslations } from "@/components/language/translations";
import { CopyButton } from "@/components/lightbox/copy-button";
import type { SheetFrame } from "@/components/sheet/frame-acts";

/** The run behind a frame, for whoever asks the engine's support or repeats it in code. */
export function RunDetails({ frame: { generation } }: { frame: SheetFrame }) {
  const t = useTranslations();
  return (
    <section>
      <h2 className="mt-5 mb-1.5 text-label font-medium">{t("lightbox.request")}</h2>
      {generation.requestId === null ? <p className="text-hint text-ink-3">{t("lightbox.noRequest")}</p> : (
        <>
          <div className="flex items-center gap-2">
            <code className="facts min-w-0 grow truncate text-ink-2" title={generation.requestId}>{generation.requestId}</code>
            <CopyButton what={t("lightbox.requestId")} text={generation.requestId} />
          </div>
          <p className="mt-1 text-hint text-ink-3">{t("lightbox.requestHint")}</p>
        </>
      )}
    </section>
  );
}
