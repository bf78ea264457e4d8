import { useTranslations } from "@/components/language/translations";
import { sizeText } from "@/components/sheet/frame-text";
import type { Generation } from "@/lib/generations/generation";

/** What the take was made from. There from the first moment, so that nothing moves when frames arrive. */
export function TakeFacts({ generation, madeForTake }: { generation: Generation; madeForTake: number | null }) {
  const t = useTranslations();
  const { references, width, height, optimize, seed, engine } = generation;
  return (
    <div className="facts flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-ink-3">
      {references.length > 0 && (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {t("sheet.from")}
          {references.map(({ id, name, thumbUrl, madeFrom }, at) => (
            <span key={`${at}-${id}`} title={name} className="flex items-center gap-1.5">
              <img loading="lazy" decoding="async" src={thumbUrl} alt="" width={24} height={16} className="h-4 w-6 rounded-chip object-cover" />
              {madeFrom ? t("sheet.imageFrame", { nth: at + 1, frame: madeFrom.frame }) : t("sheet.image", { nth: at + 1 })}
            </span>
          ))}
        </span>
      )}
      <span>{sizeText(width, height)}</span>
      <span>{t(`sheet.optimize.${optimize}`)}</span>
      {seed !== null && <span>{t("sheet.seed", { seed })}</span>}
      {engine === "demo" && <span>{t("sheet.price.free")}</span>}
      {madeForTake !== null && <span>{madeForTake === 0 ? t("sheet.madeForEarlier") : t("sheet.madeFor", { take: madeForTake })}</span>}
    </div>
  );
}
