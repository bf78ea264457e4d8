import type { Ref } from "react";
import { useTranslations } from "@/components/language/translations";

/** The file as it came. */
export function SaveLink({ number, fileUrl, ref }: { number: number; fileUrl: string; ref?: Ref<HTMLAnchorElement> }) {
  const t = useTranslations();
  return (
    <a ref={ref} href={fileUrl} download aria-label={t("share.saveOf", { number })} data-name={`Save ${number}`} className="flex min-h-8 items-center rounded px-1 text-label text-ink hover:bg-raised touch:min-h-11 touch:px-2">
      {t("share.save")}
    </a>
  );
}
