import { formatUsd } from "@/lib/budget/money";
import { framesOf } from "@/tests/faults/table-ground";
import { calls, type TableCall, type TableRow } from "@/tests/faults/table-rows";
import { LOOKS, type Outcome } from "@/tests/faults/table-run";

export type Told = { row: TableRow; outcome: Outcome };

const TITLES: Record<TableCall, string> = {
  submit: "Submit: `POST /models/{model_id}`",
  status: "Status: `GET /requests/{id}/status`",
  result: "Result: `GET /requests/{id}/result`",
  cancel: "Cancel: `POST /requests/{id}/cancel`",
  files: "Files: what the result names",
};

const HEAD = ["Fault", "The take says meanwhile", "The take says in the end", "Stored", "Charge", "Day", "Sent / run / billed", "Log"];

const INTRODUCTION = `# What a fault between the studio and the engine comes to

Made by \`UPDATE=1 npx vitest run tests/faults/table.test.ts\`, and compared with a run by each \`npm test\`: a row that no longer is so fails.

The studio's own follower and adapter run a take over real HTTP, through a proxy, against the demo engine as RunComfy: one frame at ${formatUsd(30_000)}, and ${framesOf("files")} where files are struck. The fault strikes
one kind of call and stands for ${LOOKS} looks of the tracker, unless it says how often, or has settled the take before; then it goes away. The clock is set by hand: waits are as long as the
studio would wait. Every answer also sets a cookie; none is ever brought back.

- **Stored**: status of the row, and its frames.
- **Charge**: what the row says of the money. **Day**: what the day's counter holds in the end.
- **Sent / run / billed**: POSTs that left as a whole, runs that the engine took, and what its ledger bills. A run is never taken twice, and what is billed is never more than the day holds.
`;

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function cellsOf({ outcome }: Told): string {
  const money = outcome.charge === "released" ? "released" : `${outcome.charge} ${formatUsd(outcome.chargedMicroUsd)}`;
  const engine = `${outcome.sent} / ${outcome.runs} / ${formatUsd(outcome.billedMicroUsd)}`;
  return [outcome.meanwhile ?? "", outcome.inTheEnd, outcome.stored, money, formatUsd(outcome.dayMicroUsd), engine, outcome.logged.join(", ")].map(cell).join(" | ");
}

/** Faults that come to the same stand in one row. */
function tableOf(call: TableCall, told: readonly Told[]): string {
  const faultsOf = new Map<string, string[]>();
  for (const one of told) faultsOf.set(cellsOf(one), [...(faultsOf.get(cellsOf(one)) ?? []), cell(one.row.fault)]);
  const rows = [...faultsOf].map(([cells, faults]) => line([faults.join("<br>"), cells]));
  return [`## ${TITLES[call]}`, "", line(HEAD), line(HEAD.map(() => "---")), ...rows].join("\n");
}

export const tableMarkdown = (told: readonly Told[]): string =>
  `${[INTRODUCTION, ...calls.map((call) => tableOf(call, told.filter(({ row }) => row.call === call)))].join("\n")}\n`.replaceAll(/(\n)(## )/g, "$1\n$2").replaceAll(/\n{3,}/g, "\n\n");
