import { gate } from "@/tests/support/gate";

/** What the proxy does to a call instead of passing it on unharmed. */
export type Fault =
  /** Waits for `release`: before the peer hears of the call, or with its answer in hand. */
  | { kind: "hold"; release: Promise<void>; at?: "request" | "answer" }
  | { kind: "delay"; delayMs: number }
  | { kind: "drip"; bytesPerSecond: number }
  /** The peer gets the first half of the body, then both sides hear a reset. */
  | { kind: "cutUpload" }
  /** The peer never hears of it. */
  | { kind: "resetBefore" }
  /** The peer did it and answered; the caller hears a reset. */
  | { kind: "resetAfter" }
  | { kind: "status"; status: number; body?: unknown; retryAfterSeconds?: number }
  /** The peer did it; its answer arrives as something that is no JSON, or as its first half. */
  | { kind: "malformedJson" }
  | { kind: "truncatedJson" }
  | { kind: "html"; status?: number }
  | { kind: "redirect"; to: string; status?: number }
  | { kind: "endlessBody"; contentType?: string }
  /** Half of the bytes that were promised, then the connection ends. */
  | { kind: "truncatedFile" }
  /** The bytes as they are, under another type. */
  | { kind: "mistypedFile"; contentType: string };

export type FaultRule = {
  method?: string;
  /** A path without its query; a string has to be the whole of it. */
  path: string | RegExp;
  /** How many calls it strikes; all, unless told. */
  times?: number;
  fault: Fault;
};
export type PlantedFault = {
  hits: () => number;
  /** Resolves with the first call that it strikes. */
  reached: Promise<void>;
  remove: () => void;
};
export type Faults = { plant: (rule: FaultRule) => PlantedFault; clear: () => void };

/** Rules are asked in the order they were planted; one rule strikes a call. */
export function faultList(): Faults & { strike: (method: string, path: string) => Fault | null } {
  const planted: { rule: FaultRule; hits: number; reach: () => void }[] = [];
  const fits = ({ rule, hits }: (typeof planted)[number], method: string, path: string): boolean =>
    hits < (rule.times ?? Number.POSITIVE_INFINITY) && (rule.method ?? method) === method && (typeof rule.path === "string" ? rule.path === path : rule.path.test(path));
  return {
    plant(rule) {
      const reached = gate();
      const one = { rule, hits: 0, reach: reached.open };
      planted.push(one);
      return { hits: () => one.hits, reached: reached.passed, remove: () => void planted.splice(planted.indexOf(one), 1) };
    },
    clear: () => void planted.splice(0),
    strike(method, path) {
      const one = planted.find((candidate) => fits(candidate, method, path));
      if (!one) return null;
      one.hits += 1;
      one.reach();
      return one.rule.fault;
    },
  };
}
