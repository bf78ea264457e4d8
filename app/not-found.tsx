import { buttonClass } from "@/components/ui/button";
import { requestTranslator } from "@/lib/server/language";

export default async function NotFound() {
  const t = await requestTranslator();
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col items-start justify-center gap-3 px-5">
      <h1 className="text-title font-medium">{t("app.nothingHere")}</h1>
      <p className="text-ink-2">{t("app.nothingHereWhy")}</p>
      {/* A plain link: the router's own would be in every page's first load for this page alone. */}
      <a href="/" className={`${buttonClass("plain")} inline-flex items-center`}>{t("app.openStudio")}</a>
    </main>
  );
}
