import { readFileSync } from "node:fs";
import { z } from "zod";
import { serverLimits } from "@/lib/limits";
import { examine, type Check, type Row } from "@/lib/server/doctor/finding";
import { machineChecks, studioChecks } from "./doctor-checks";
import { loadEnvFiles } from "./env-files.mjs";
import { createPeers } from "./peers";
import { readSettings, secretsIn } from "./settings";
import { printableWithout } from "./terminal";

const WIDEST_NAME = 16;
const WORD = { good: "ok  ", demo: "demo", unseen: "?   ", mend: "MEND" } as const;

const packageSchema = z.object({ engines: z.object({ node: z.string() }) });

function linesOf({ name, finding }: Row): string[] {
  const head = `  ${WORD[finding.state]}  ${name.padEnd(WIDEST_NAME)}${finding.says}`;
  if (finding.state !== "mend") return [head];
  const below = " ".repeat(2 + WORD.mend.length + 2 + WIDEST_NAME);
  return [head, ...(finding.details ?? []).map((line) => `${below}${line}`), `${below}-> ${finding.todo}`];
}

/** Looks at everything, prints a row for each, and answers how many need something done. */
export async function runDoctor(): Promise<number> {
  const envFiles = loadEnvFiles();
  const settings = readSettings(process.env);
  const printable = printableWithout(secretsIn(process.env));
  const { engines } = packageSchema.parse(JSON.parse(readFileSync("package.json", "utf8")));
  let toMend = 0;
  const show = async (checks: readonly Check[]) => {
    for await (const row of examine(checks, serverLimits.doctorCheckMs)) {
      if (row.finding.state === "mend") toMend += 1;
      for (const line of linesOf(row)) console.log(printable(line));
    }
  };

  const peers = settings.ok ? createPeers(settings.value) : null;
  const machine = machineChecks(engines.node, settings.ok ? [] : settings.error, envFiles);
  try {
    // One walk: what a later check needs may be a finding of the machine.
    await show(settings.ok && peers ? [...machine, ...studioChecks(settings.value, peers)] : machine);
  } finally {
    await peers?.http.close();
  }
  if (!settings.ok) console.log("\nEverything else is looked at once the environment fits.");
  console.log(toMend === 0 ? "\nNothing needs doing." : `\n${toMend} ${toMend === 1 ? "thing needs" : "things need"} doing.`);
  return toMend;
}
