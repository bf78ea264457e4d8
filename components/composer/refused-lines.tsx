import { refusalText } from "@/components/composer/refusal-text";
import { Lines } from "@/components/composer/three-lines";
import { useTranslations } from "@/components/language/translations";
import type { SubmitRefusal } from "@/lib/generations/submit";

/** Why the server did not take it. Loaded when it said so: then it answers. */
export function RefusedLines({ refusal, count }: { refusal: SubmitRefusal; count: number }) {
  const t = useTranslations();
  return <Lines lines={refusalText(t, refusal, count)} />;
}
