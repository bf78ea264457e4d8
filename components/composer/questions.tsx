"use client";

import dynamic from "next/dynamic";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { useTranslations } from "@/components/language/translations";
import { loadChoiceDialog, loadFitDialog, loadRecipeDialog } from "@/components/composer/composer-parts";

const FitDialog = dynamic(loadFitDialog, { ssr: false });
const RecipeDialog = dynamic(loadRecipeDialog, { ssr: false });
const ChoiceDialog = dynamic(loadChoiceDialog, { ssr: false });

/** What the composer asks before it does what cannot be guessed. */
export function Questions() {
  const t = useTranslations();
  const composer = useComposer();
  const question = useComposerState((state) => state.question);
  switch (question?.kind) {
    case undefined: return null;
    case "count_down": {
      const { references, count, room } = question;
      return (
        <ChoiceDialog
          title={t("composer.pushedDown", { count: references, images: t("composer.image.count", { count: room }) })}
          text={t("composer.pushedDown.text", { chosen: count, most: composer.model.mostImagesInAll })}
          choices={[{ label: t("composer.pushedDown.accept", { images: room }), run: () => composer.acceptCount() }]}
          onDismiss={composer.dismissQuestion}
        />
      );
    }
    case "edit_place":
      return (
        <ChoiceDialog
          title={t("composer.place")}
          text={t("composer.place.text")}
          choices={[
            { label: t("composer.place.add"), run: () => composer.answerPlace("add") },
            { label: t("composer.place.replace"), run: () => composer.answerPlace("replace") },
          ]}
          onDismiss={composer.dismissQuestion}
        />
      );
    case "recipe_take":
      return <RecipeDialog title={question.title} takes={question.takes} onChoose={(take) => composer.withAdditions((all) => all.answerRecipe(take))} onDismiss={composer.dismissQuestion} />;
    case "fit": return <FitDialog key={question.id} id={question.id} />;
    default: return question satisfies never;
  }
}
