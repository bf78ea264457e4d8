import { endedWithoutFrames, noticeText, shortText } from "@/components/sheet/failure-text";
import { cancelOffer, stateLine, waitingText } from "@/components/sheet/state-line";
import { microUsd } from "@/lib/budget/money";
import { isSettled, type Generation } from "@/lib/generations/generation";
import { statusOfRow } from "@/lib/server/generations/store";
import { openGround, type TableGround } from "@/tests/faults/table-ground";
import type { Strike, TableCall, TableRow } from "@/tests/faults/table-rows";
import { gate } from "@/tests/support/gate";
import { english } from "@/tests/support/languages";

/** Shortened where a row waits for one: a test of the full ones would take hours. */
export type Deadlines = { callMs: number; fileMs: number };

export type Outcome = {
  /** What the take says while the fault stands; null where it settled the take. */
  meanwhile: string | null;
  inTheEnd: string;
  stored: string;
  charge: string;
  chargedMicroUsd: number;
  dayMicroUsd: number;
  /** POSTs that left the app as a whole; runs that the engine took; what it billed. */
  sent: number;
  runs: number;
  billedMicroUsd: number;
  logged: readonly string[];
  cookiesReturned: readonly string[];
  /** By how much the process grew at most while the fault stood: app, proxy and engine together. */
  grownBytes: number;
};

/** The fault goes away after so many looks of the tracker, unless it has settled the take. */
export const LOOKS = 8;
/** More than any take needs from there to its end. */
const MOST_LOOKS = 100;
const SAMPLE_MS = 10;

const PATH: Record<TableCall, { method: string; path: RegExp }> = {
  submit: { method: "POST", path: /\/models\// }, status: { method: "GET", path: /\/status$/ }, result: { method: "GET", path: /\/result$/ },
  cancel: { method: "POST", path: /\/cancel$/ }, files: { method: "GET", path: /\/files\// },
};
/** Long enough for a POST to leave on a busy machine. */
const SHORT: Record<TableCall, Partial<Deadlines>> = {
  submit: { callMs: 3000 }, status: { callMs: 150 }, result: { callMs: 150 }, cancel: { callMs: 150 }, files: { fileMs: 150 },
};

export async function runRow(row: TableRow, deadlines: Deadlines): Promise<Outcome> {
  const ground = await openGround(row.call);
  const full = { ...deadlines };
  try {
    const id = await ground.take();
    await leadTo(ground, id, row.call);
    const remove = await plant(ground, row);
    if (hangs(row.strike)) Object.assign(deadlines, SHORT[row.call]);
    const grown = watchMemory();
    for (let look = 0; look < LOOKS && !(await settled(ground, id)); look += 1) await ground.look(id);
    const grownBytes = grown();
    Object.assign(deadlines, full);
    const meanwhile = (await settled(ground, id)) ? null : wordsOf(await ground.shown(id), ground.clock.now(), row.call);
    await remove();
    for (let look = 0; look < MOST_LOOKS && !(await settled(ground, id)); look += 1) {
      if (row.call !== "cancel") await ground.made();
      await ground.look(id);
    }
    return { meanwhile, grownBytes, ...(await outcomeOf(ground, id, row.call)) };
  } finally {
    Object.assign(deadlines, full);
    await ground.close();
  }
}

/** To the moment at which the call is the next thing that happens. */
async function leadTo(ground: TableGround, id: string, call: TableCall): Promise<void> {
  if (call === "submit") return;
  await ground.look(id);
  if (call === "cancel") return void (await ground.cancel(id));
  await ground.made();
  if (call === "files") await ground.look(id);
}

/** @returns what takes the fault away. */
async function plant({ proxy, setListens, moveFiles }: TableGround, { call, strike, times }: TableRow): Promise<() => Promise<void>> {
  const rule = { ...PATH[call], times };
  if (strike.kind === "noListener") {
    if (call === "files") await moveFiles("nobody");
    else setListens(false);
    return async () => {
      setListens(true);
      await moveFiles("back");
    };
  }
  if (strike.kind === "never") {
    const released = gate();
    proxy.faults.plant({ ...rule, fault: { kind: "hold", release: released.passed, at: strike.at } });
    return async () => {
      proxy.faults.clear();
      released.open();
    };
  }
  proxy.faults.plant({ ...rule, fault: strike });
  return async () => { proxy.faults.clear(); };
}

/** Ends only by a deadline of ours. */
const hangs = (strike: Strike): boolean => strike.kind === "never" || (strike.kind === "drip" && strike.bytesPerSecond <= 1000);

const settled = async (ground: TableGround, id: string): Promise<boolean> => isSettled({ status: statusOfRow(await ground.row(id)) });

function watchMemory(): () => number {
  const before = process.memoryUsage().rss;
  let most = before;
  const note = () => { most = Math.max(most, process.memoryUsage().rss); };
  const timer = setInterval(note, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    note();
    return most - before;
  };
}

/** The take's own words, as the sheet draws them. */
function wordsOf(generation: Generation, now: number, call: TableCall): string {
  const line = `**${stateLine(english, generation, now - generation.createdAt, null).text}**`;
  if (endedWithoutFrames(generation)) {
    const { happened, charge, next } = noticeText(english, generation);
    return [line, happened, charge, next].join(" ");
  }
  const offer = call === "cancel" ? cancelOffer(generation) : null;
  const cancel = offer && { offered: english("sheet.cancel"), asked: english("sheet.cancelling"), too_late: `${english("sheet.begun")}${english("sheet.begunWhy")}` }[offer];
  return [line, waitingText(english, generation), shortText(english, generation), cancel === null ? null : `(${cancel})`].filter((part) => part !== null).join(" ");
}

async function outcomeOf(ground: TableGround, id: string, call: TableCall): Promise<Omit<Outcome, "meanwhile" | "grownBytes">> {
  const [row, outputs, posts, generation] = await Promise.all([ground.row(id), ground.outputs(id), ground.ledger(), ground.shown(id)]);
  const frames = ["delivered", "missing", "lost", "pending"].flatMap((state) => {
    const count = outputs.filter((output) => output.state === state).length;
    return count === 0 ? [] : [`${count} ${state}`];
  });
  const reason = generation.status === "failed" ? `: ${generation.reason.code}` : "";
  return {
    inTheEnd: wordsOf(generation, ground.clock.now(), call),
    stored: [`${row.status}${reason}`, ...frames].join(", "),
    charge: row.charge, chargedMicroUsd: row.charged_micro_usd, dayMicroUsd: await ground.held(),
    sent: ground.proxy.requests.filter(({ method, path }) => method === "POST" && path.includes("/models/")).length,
    runs: posts.filter(({ request_id }) => request_id !== null).length,
    billedMicroUsd: posts.reduce((sum, { billed_usd }) => sum + microUsd(billed_usd ?? 0), 0),
    logged: [...new Set(ground.listening.events.map(({ event }) => event))],
    cookiesReturned: ground.peer.returned,
  };
}
