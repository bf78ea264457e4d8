"use client";

import { useEffect } from "react";
import { useComposer } from "@/components/composer/composer-context";
import { MentionMenu } from "@/components/composer/mention-menu";
import { linkMentions } from "@/components/composer/mention-links";
import { PromptMenuDoor } from "@/components/composer/prompt-menu-door";
import type { PromptFieldParts } from "@/components/composer/prompt-places";
import { RenumberLine } from "@/components/composer/renumber-line";
import type { Witness } from "@/components/composer/witness";

type Props = PromptFieldParts & { witness: Witness; areExamplesAsked: boolean; onExamplesClosed: () => void };

/** What the prompt and the references know of each other. Loaded at the first sign of the composer's use. */
export function PromptTools({ witness, field, marks, areExamplesAsked, onExamplesClosed }: Props) {
  const composer = useComposer();
  useEffect(() => {
    if (field.current && marks.current) return linkMentions(field.current, marks.current, composer.store);
  }, [field, marks, composer]);
  return (
    <>
      <MentionMenu field={field} marks={marks} />
      <PromptMenuDoor field={field} isAsked={areExamplesAsked} onAnswered={onExamplesClosed} />
      <RenumberLine witness={witness} />
    </>
  );
}
