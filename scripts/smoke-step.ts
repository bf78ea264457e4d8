import type { Result } from "@/lib/result";

/** Why it went no further, what to do, and how the process ends. */
export type Stop = {
  says: string;
  todo: string;
  /** 2: nothing was begun and nothing spent; 1: a step failed; 130: interrupted. */
  exitCode: 1 | 2 | 130;
};
/** What a step hands on, and the sentence of its row. */
export type Done<T> = { value: T; says: string };
export type StepResult<T> = Result<Done<T>, Stop>;

export type Steps = {
  run<T>(name: string, act: () => Promise<StepResult<T>>): Promise<Result<T, Stop>>;
  /** News from within a step. */
  note(text: string): void;
};

const WIDEST_NAME = 12;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`.padStart(8);

/** Prints a row for each step with the time it took; the first one that fails says what to do. */
export function stepsOn(print: (line: string) => void, now: () => number): Steps {
  const row = (word: string, name: string, ms: number, says: string) => { print(`  ${word.padEnd(4)}  ${name.padEnd(WIDEST_NAME)}${seconds(ms)}  ${says}`); };
  return {
    async run(name, act) {
      const startedAt = now();
      const result = await act();
      const ms = now() - startedAt;
      if (!result.ok) {
        row("FAIL", name, ms, result.error.says);
        print(`        -> ${result.error.todo}`);
        return result;
      }
      row("ok", name, ms, result.value.says);
      return { ok: true, value: result.value.value };
    },
    note(text) { print(`        ${text}`); },
  };
}
