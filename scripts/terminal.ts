import { createInterface } from "node:readline/promises";

/** The provider's words may hold anything: what a terminal would obey is left out, and so is what nobody is to see. */
export function printableWithout(secrets: readonly string[]): (text: string) => string {
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  return (text) => longestFirst.reduce((kept, secret) => kept.replaceAll(secret, "[secret]"), text).replace(/[\p{Cc}\p{Cf}]+/gu, " ");
}

/** Runs what brings a library that writes to the console itself: signed addresses too, where a call of its fails. */
export async function quietly<T>(act: () => Promise<T>): Promise<T> {
  const { log, warn, error } = console;
  const silent = () => {};
  Object.assign(console, { log: silent, warn: silent, error: silent });
  try {
    return await act();
  } finally {
    Object.assign(console, { log, warn, error });
  }
}

/** Asks until `deadlineMs` or Ctrl-C; anything but yes is no. */
export async function askYesNo(question: string, deadlineMs: number): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const stop = new AbortController();
  terminal.once("SIGINT", () => { stop.abort(); });
  terminal.once("close", () => { stop.abort(); });
  try {
    const answer = await terminal.question(question, { signal: AbortSignal.any([stop.signal, AbortSignal.timeout(deadlineMs)]) });
    return /^y(es)?$/i.test(answer.trim());
  } catch {
    console.log("");
    return false;
  } finally {
    terminal.close();
  }
}
