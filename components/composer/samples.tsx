"use client";

import { useComposer, useComposerState } from "@/components/composer/composer-context";
import { sampleOrder, sampleText } from "@/components/composer/sample-text";

/** For an empty sheet: one click loads a photograph, a prompt and a count, ready to run. */
export function SamplePicker() {
  const composer = useComposer();
  const isMaking = useComposerState(({ tiles }) => tiles.some(({ state }) => state === "making"));
  return (
    <div className="mx-auto flex max-w-205 flex-col gap-1 pt-[12dvh] max-md:pt-6">
      <h2 className="text-title font-medium">One prompt, a sequence of pictures</h2>
      <p className="mb-5 text-ink-2">Add photographs and say what each picture should show, or begin with one of these.</p>
      <ul className="grid w-full grid-cols-3 gap-3 max-md:gap-frame-gap">
        {sampleOrder.map((sample) => {
          const { title, alt, prompt } = sampleText[sample];
          return (
            <li key={sample}>
              <button
                type="button"
                disabled={isMaking}
                aria-label={`Try the sample: ${title}`}
                onClick={() => composer.loadSample(sample)}
                className="group flex w-full flex-col gap-1 rounded-frame text-left"
              >
                <img src={`/samples/${sample}.jpg`} alt={alt} decoding="async" className="mb-1 aspect-3/2 w-full rounded-frame object-cover object-[50%_20%]" />
                <span className="text-label font-medium group-hover:underline group-hover:underline-offset-4">{title}</span>
                <span className="text-hint text-ink-3 max-md:hidden">{prompt}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
