import "server-only";
import { isIPv6 } from "node:net";
import { limits } from "@/lib/limits";

type EntryTries = { perAddress: number; inAll: number; windowMs: number };
type Try = { place: string; atMs: number };
export type Tries = {
  /** Counts a try before it is looked at, so that many at once are no way around. @returns how long to wait where it is one too many. */
  begin(address: string): { waitMs: number } | null;
  /** The try was right: it does not count. */
  forgive(address: string): void;
};

/** In memory, and bounded by the limit on all tries together: what is remembered is never more than that. */
export function tryLimit(now: () => number, { perAddress, inAll, windowMs }: EntryTries = limits.entryTries): Tries {
  let tries: Try[] = [];
  return {
    begin(address) {
      const place = placeOf(address);
      tries = tries.filter(({ atMs }) => now() - atMs < windowMs);
      const here = tries.filter((one) => one.place === place);
      const [oldest] = here.length >= perAddress ? here : tries.length >= inAll ? tries : [];
      if (oldest !== undefined) return { waitMs: oldest.atMs + windowMs - now() };
      tries.push({ place, atMs: now() });
      return null;
    },
    forgive(address) {
      const last = tries.findLastIndex(({ place }) => place === placeOf(address));
      if (last >= 0) tries.splice(last, 1);
    },
  };
}

/** Whoever has one IPv6 address has the whole /64. */
function placeOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [before = "", after] = address.toLowerCase().split("::");
  const head = before === "" ? [] : before.split(":");
  const tail = after === undefined || after === "" ? [] : after.split(":");
  const groups = after === undefined ? head : [...head, ...Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => "0"), ...tail];
  return groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, "")).join(":");
}
