import type { ThreeLines } from "@/components/composer/refusal-text";
import type { EngineKind } from "@/lib/generations/generation";

/** Apart from the refusals: it must be there when nothing can be loaded any more. */
export const unansweredText = (engine: EngineKind): ThreeLines => ({
  happened: "We could not reach the studio's server. Nothing typed is lost.",
  charge: engine === "demo" ? "You were not charged: the demo engine is free." : "We do not know yet whether you were charged.",
  todo: "Try again: the same click never counts twice.",
});
