import { refusalText } from "@/components/composer/refusal-text";
import { Lines } from "@/components/composer/three-lines";
import type { SubmitRefusal } from "@/lib/generations/submit";

/** Why the server did not take it. Loaded when it said so: then it answers. */
export const RefusedLines = ({ refusal, count }: { refusal: SubmitRefusal; count: number }) => <Lines lines={refusalText(refusal, count)} />;
