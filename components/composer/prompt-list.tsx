import type { ReactNode } from "react";
import type { Choice, ChoiceGroup } from "@/components/composer/prompt-choices";
import { useTranslations } from "@/components/language/translations";
import { classes } from "@/components/ui/classes";

type Props = {
  id: string;
  groups: readonly ChoiceGroup[];
  /** Of all choices, from 0. */
  current: number;
  onPoint: (at: number) => void;
  onChoose: (choice: Choice) => void;
  /** Said where there is nothing to choose, or not yet. */
  children: ReactNode;
};

/** Prompts to choose from, in their groups. */
export function PromptList({ id, groups, current, onPoint, onChoose, children }: Props) {
  const t = useTranslations();
  return (
    <div id={id} role="listbox" tabIndex={0} aria-label={t("composer.examples.open")} className="flex min-h-0 flex-col overflow-y-auto overscroll-contain p-1">
      {groups.map(({ name, choices }, group) => (
        <div key={name} role="group" aria-labelledby={`${id}-${name}`}>
          <p id={`${id}-${name}`} role="presentation" className="px-2 pt-1.5 pb-0.5 text-hint text-ink-3">{t(`composer.prompts.${name}`)}</p>
          {choices.map((choice, at) => {
            const nth = before(groups, group) + at;
            return (
              <div
                key={`${choice.kind} ${choice.text}`}
                id={`${id}-${nth}`}
                role="option"
                aria-selected={nth === current}
                /** So that the focus stays where it is. */
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => onPoint(nth)}
                onClick={() => onChoose(choice)}
                className={classes("flex min-h-7 cursor-default items-center rounded-frame px-2 py-1 text-label touch:min-h-11", nth === current && "bg-raised", choice.kind === "more" && "text-ink-2")}
              >
                <span lang={choice.kind === "prompt" || choice.kind === "draft" ? "" : undefined} className="line-clamp-2 break-words">{choice.text}</span>
              </div>
            );
          })}
        </div>
      ))}
      {children !== null && <p className="px-2 py-1.5 text-hint text-ink-3">{children}</p>}
    </div>
  );
}

const before = (groups: readonly ChoiceGroup[], group: number): number => groups.slice(0, group).reduce((sum, { choices }) => sum + choices.length, 0);
