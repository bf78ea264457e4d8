/** Money is integer micro-dollars: 30_000 is $0.03. */
export type MicroUsd = number;

export const MICRO_PER_USD = 1_000_000;

/** Reads a decimal dollar amount; rounds up, so that an estimate is never below the bill. */
export const microUsd = (usd: number): MicroUsd => Math.ceil(Number((usd * MICRO_PER_USD).toFixed(3)));

/** "$0.12"; fractions of a cent are kept where they exist: "$0.035". */
export function formatUsd(amount: MicroUsd): string {
  const cents = amount / 10_000;
  const digits = Number.isInteger(cents) ? 2 : 4;
  const text = (amount / MICRO_PER_USD).toFixed(digits);
  return `$${digits === 4 ? text.replace(/0$/, "") : text}`;
}

/** Days are counted in UTC: "2026-11-21". */
export const utcDay = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);
