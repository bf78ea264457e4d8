import "server-only";

/** What one look found. Only `mend` asks for something to be done. */
export type Finding =
  | { state: "good"; says: string }
  /** As it should be without an account. */
  | { state: "demo"; says: string }
  /** Could not be looked at; what is in the way is said, here or in a row of its own. */
  | { state: "unseen"; says: string }
  | { state: "mend"; says: string; todo: string; details?: readonly string[] };

export type Check = {
  name: string;
  /** Checks that have to be without a finding before this one means anything. */
  needs?: readonly string[];
  look: () => Promise<Finding>;
};
export type Row = { name: string; finding: Finding };

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));

async function lookAt({ name, look }: Check, deadlineMs: number): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => { resolve({ state: "mend", says: `no answer within ${deadlineMs / 1000} s`, todo: `Find out what holds the ${name} up, then run this again.` }); }, deadlineMs);
  });
  try {
    return await Promise.race([look(), late]);
  } catch (error) {
    return { state: "mend", says: reasonOf(error), todo: `The ${name} could not be looked at: mend what the message names, then run this again.` };
  } finally {
    clearTimeout(timer);
  }
}

/** One after the other; none waits longer than `deadlineMs`, and none that throws ends the rest. */
export async function* examine(checks: readonly Check[], deadlineMs: number): AsyncGenerator<Row> {
  const broken = new Set<string>();
  for (const check of checks) {
    const first = check.needs?.find((name) => broken.has(name));
    const finding: Finding = first === undefined ? await lookAt(check, deadlineMs) : { state: "unseen", says: `first: ${first}` };
    if (finding.state === "mend") broken.add(check.name);
    yield { name: check.name, finding };
  }
}
