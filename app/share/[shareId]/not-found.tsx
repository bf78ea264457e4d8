import { ShareMessage } from "@/components/share/share-message";
import { requestTranslator } from "@/lib/server/language";

/** Revoked, expired, withdrawn, never there: nobody can tell which. */
export default async function ShareNotFound() {
  const t = await requestTranslator();
  return <ShareMessage title={t("share.notThere")} why={t("share.notThereWhy")} />;
}
