"use client";

import dynamic from "next/dynamic";
import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { loadChoiceDialog, loadFitDialog } from "@/components/on-demand";

const FitDialog = dynamic(loadFitDialog, { ssr: false });
const ChoiceDialog = dynamic(loadChoiceDialog, { ssr: false });

/** What the composer asks before it does what cannot be guessed. */
export function Questions() {
  const composer = useComposer();
  const question = useComposerState((state) => state.question);
  switch (question?.kind) {
    case undefined: return null;
    case "count_down": {
      const { references, count, room } = question;
      return (
        <ChoiceDialog
          title={`${references} references leave room for ${room} ${room === 1 ? "image" : "images"}`}
          text={`You chose ${count} images. References and images together are at most ${composer.model.mostImagesInAll}.`}
          choices={[{ label: `Add, and make ${room}`, run: () => composer.acceptCount() }]}
          onDismiss={composer.dismissQuestion}
        />
      );
    }
    case "edit_place":
      return (
        <ChoiceDialog
          title="Where does the frame go?"
          text="It becomes a reference of the next take. Your prompt stays as it is, and the answer is remembered."
          choices={[
            { label: "Add as the next number", run: () => composer.answerPlace("add") },
            { label: "Replace all", run: () => composer.answerPlace("replace") },
          ]}
          onDismiss={composer.dismissQuestion}
        />
      );
    case "fit": return <FitDialog key={question.id} id={question.id} />;
    default: return question satisfies never;
  }
}
