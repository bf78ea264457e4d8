import { formatUsd, type MicroUsd } from "@/lib/budget/money";
import { err, ok, type Result } from "@/lib/result";
import type { Stop } from "./smoke-step";

type Terminal = {
  /** --yes was given. */
  isAgreed: boolean;
  /** Somebody is there to be asked. */
  isTerminal: boolean;
  ask: (question: string) => Promise<boolean>;
  print: (line: string) => void;
};

/** Nothing is spent without a word for it: a y on the terminal, or --yes. */
export async function agreeTo(price: MicroUsd, { isAgreed, isTerminal, ask, print }: Terminal): Promise<Result<null, Stop>> {
  const cost = formatUsd(price);
  if (isAgreed) {
    print(`        ${cost} agreed to by --yes`);
    return ok(null);
  }
  if (isTerminal && (await ask(`\n  Make one picture for ${cost}? [y/N] `))) return ok(null);
  const stop: Stop = isTerminal
    ? { says: "not agreed to", todo: "Nothing was sent and nothing spent.", exitCode: 2 }
    : { says: "nobody is there to be asked", todo: `\`npm run smoke -- --yes\` agrees to the ${cost}.`, exitCode: 2 };
  print(`  ${stop.says}\n        -> ${stop.todo}`);
  return err(stop);
}
