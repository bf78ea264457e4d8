import type { DraftFinding } from "@/lib/generations/submit";
import type { Translator } from "@/lib/messages/translator";

/** What is wrong with a field, in a sentence beside it. */
export function findingText(t: Translator, finding: DraftFinding): string {
  switch (finding.code) {
    case "prompt_empty":
    case "no_reference":
    case "references_gone":
    case "not_taken": return t(`composer.finding.${finding.code}`);
    case "prompt_too_long": return t("composer.finding.prompt_too_long", finding);
    case "too_many_references": return t("composer.finding.too_many_references", finding);
    case "too_few_references": return t("composer.finding.too_few_references", finding);
    case "count_not_offered": return t("composer.finding.count_not_offered", finding);
    case "no_room": return t("composer.finding.no_room", { count: finding.references, images: t("composer.image.count", { count: finding.room }) });
    case "size_not_offered": return t("composer.finding.size_not_offered", finding);
    case "optimize_not_offered": return t("composer.finding.optimize_not_offered", { options: finding.options.map((option) => t(`composer.optimize.${option}`)).join(", ") });
    case "seed_out_of_range": return t("composer.finding.seed_out_of_range", finding);
    case "not_public": return t(`composer.finding.not_public.${finding.variable}`);
    default: return finding satisfies never;
  }
}
