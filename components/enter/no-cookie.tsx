import type { Route } from "next";
import { buttonClass } from "@/components/ui/button";
import type { Translator } from "@/lib/messages/translator";

/** In an open studio only a browser that keeps no cookie ever stays here. */
export function NoCookie({ t, next }: { t: Translator; next: Route }) {
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-ink-2">{t("enter.noCookie")}</p>
      <p className="text-ink-2">{t("enter.allowCookies")}</p>
      <a href={next} className={`${buttonClass("primary")} inline-flex items-center`}>{t("ui.tryAgain")}</a>
    </div>
  );
}
