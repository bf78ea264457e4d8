import type { Translator } from "@/lib/messages/translator";
import type { FetchFailure } from "@/lib/references/fetched-picture";

/** Why a picture could not be brought from its address, in one line. @param host as the person knows the address by. */
export function fetchText(t: Translator, failure: FetchFailure, host: string): string {
  switch (failure.code) {
    case "invalid_address":
    case "studio_unreachable": return t(`references.fetch.${failure.code}`);
    case "private_address":
    case "not_an_image": return t(`references.fetch.${failure.code}`, { host });
    case "unreachable": return failure.status === null ? t("references.fetch.unreachable", { host }) : t("references.fetch.status", { host, status: failure.status });
    case "too_large": return t("references.fetch.too_large", { host, limit: Math.floor(failure.limitBytes / 1_000_000) });
    case "too_many_tries": return t("references.fetch.too_many_tries", { count: Math.max(1, Math.ceil(failure.waitMs / 60_000)) });
    default: return failure satisfies never;
  }
}
