import { onDemand } from "@/components/version/new-version";

/** What the composer asks and offers, each imported at this one place, as in `components/on-demand.ts`, which warms them up. */
export const composerParts = {
  choiceDialog: () => import("@/components/ui/choice-dialog").then(({ ChoiceDialog }) => ChoiceDialog),
  fitDialog: () => import("@/components/references/fit-dialog").then(({ FitDialog }) => FitDialog),
  promptMenu: () => import("@/components/composer/prompt-menu").then(({ PromptMenu }) => PromptMenu),
};

export const loadChoiceDialog = onDemand(composerParts.choiceDialog);
export const loadFitDialog = onDemand(composerParts.fitDialog);
export const loadPromptMenu = onDemand(composerParts.promptMenu);
export const loadRecipeDialog = onDemand(() => import("@/components/composer/recipe-dialog").then(({ RecipeDialog }) => RecipeDialog));
