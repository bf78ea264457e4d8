import "server-only";
import { lookup as dnsLookup } from "node:dns";
import { createWriteStream } from "node:fs";
import { isIP, type LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Agent, buildConnector, request } from "undici";
import { z } from "zod";
import { err, ok, type Result } from "@/lib/result";
import { limits } from "@/lib/limits";
import { isPublicAddress } from "@/lib/server/addresses";

/**
 * The one way out of the server. Every call has a deadline and a size cap; a redirect is followed by hand and checked like the
 * first address; only the origins named here may be private or plain http.
 */
export type Http = {
  call(call: Call): Promise<Result<Answer, CallFailure>>;
  /** GET into a file; answers what came. The file may hold a part after a failure. */
  download(url: string, file: string, options: { maxBytes: number; deadlineMs?: number }): Promise<Result<{ bytes: number }, DownloadFailure>>;
  /**
   * GET as a stranger would, keeping nothing of what comes. A redirect is an answer like another.
   * @param options.fromOutside as somebody on the internet: what is configured here is exempt from nothing.
   */
  measure(url: string, options: { maxBytes: number; fromOutside?: boolean }): Promise<Result<Measure, MeasureFailure>>;
  /** For a library that brings its own calls: the same agent and address check, a deadline, no redirects. */
  fetch: typeof globalThis.fetch;
  close(): Promise<void>;
  /** Ends whatever is under way, as if the peer had hung up. */
  abort(): void;
};

export type Call = {
  method: "GET" | "POST";
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /**
   * Runs when the head and one byte of the body are out and the peer waits for the rest: nobody can act on such a half, so
   * nothing has been sent when it throws.
   */
  beforeSend?: () => Promise<void>;
  maxBytes?: number;
};
export type Answer = { status: number; body: string; retryAfterMs: number | null };
export type CallFailure =
  /** Nothing left, or a half that nobody can act on: safe to send again. */
  | { code: "never_sent"; reason: string }
  | { code: "broken"; reason: string };
export type DownloadFailure =
  | { code: "status"; status: number }
  | { code: "forbidden_address" }
  | { code: "too_large" }
  | { code: "broken"; reason: string };

export type Measure = { status: number; mime: string; bytes: number };
export type MeasureFailure = Exclude<DownloadFailure, { code: "status" }>;

class ForbiddenAddress extends Error {}

/** Some hosts give nothing to a caller without a name. */
const FILE_HEADERS = { accept: "image/*, video/*;q=0.9, */*;q=0.5", "user-agent": "contact-sheet" };

/** What a library may ask for. */
const methodSchema = z.enum(["GET", "HEAD", "POST", "PUT"]);

const guardedLookup: LookupFunction = (hostname, options, done) => {
  dnsLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    const allowed = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = allowed;
    if (first === undefined) return done(new ForbiddenAddress(`${hostname} has no public address`), []);
    if (options.all) return done(null, allowed);
    done(null, first.address, first.family);
  });
};

function connector(isOwn: (origin: string) => boolean): buildConnector.connector {
  const own = buildConnector({ timeout: limits.callMs });
  const guarded = buildConnector({ timeout: limits.callMs, lookup: guardedLookup });
  return (options, done) => {
    if (isOwn(`${options.protocol}//${options.host ?? options.hostname}`)) return own(options, done);
    // A literal address never reaches lookup.
    const literal = options.hostname.replace(/^\[|\]$/g, "");
    if (isIP(literal) !== 0 && !isPublicAddress(literal)) return done(new ForbiddenAddress(`${literal} is not public`), null);
    return guarded(options, done);
  };
}

const nobodys = (): boolean => false;

const reasonOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

function retryAfter(value: string | string[] | undefined): number | null {
  const seconds = Number(Array.isArray(value) ? value[0] : value);
  return value !== undefined && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(Math.min(seconds, 3600) * 1000) : null;
}

/**
 * @param ownOrigins the configured engine's and our own storage's: "http://127.0.0.1:4010".
 * @param options.plainHttp for what a person asks for: public hosts without https, too.
 */
export function createHttp(ownOrigins: () => readonly string[], { plainHttp = false }: { plainHttp?: boolean } = {}): Http {
  const isOwn = (origin: string) => ownOrigins().includes(origin);
  const mayGoTo = (url: string) => mayFetch(url, isOwn, plainHttp);
  const connect = connector(isOwn);
  const timeouts = { headersTimeout: limits.callMs, bodyTimeout: limits.fileIdleMs };
  const agent = new Agent({ connect, ...timeouts });
  // A kept connection may be closed by the peer at the very moment it is used again: a submit takes a fresh one.
  const submitAgent = new Agent({ connect, pipelining: 0, ...timeouts });
  const outsideAgent = new Agent({ connect: connector(nobodys), ...timeouts });

  async function call({ method, url, headers, body, beforeSend, maxBytes = limits.answerBytes }: Call): Promise<Result<Answer, CallFailure>> {
    if (!mayGoTo(url)) return err({ code: "never_sent", reason: "address not allowed" });
    let leaving = false;
    const bytes = body === undefined ? undefined : Buffer.from(body);
    async function* payload(whole: Buffer) {
      if (beforeSend) {
        yield whole.subarray(0, 1);
        await beforeSend();
      }
      leaving = true;
      yield beforeSend ? whole.subarray(1) : whole;
    }
    try {
      const answer = await request(url, {
        method,
        dispatcher: method === "POST" ? submitAgent : agent,
        headers: { ...headers, ...(bytes ? { "content-length": String(bytes.length) } : {}) },
        // One byte fills this stream: it asks for the rest, and so for the stamp, only once that byte is written to the socket.
        body: bytes ? Readable.from(payload(bytes), { objectMode: false, highWaterMark: 1 }) : null,
        signal: AbortSignal.timeout(limits.callMs),
      });
      const text = await readCapped(answer.body, maxBytes);
      return ok({ status: answer.statusCode, body: text, retryAfterMs: retryAfter(answer.headers["retry-after"]) });
    } catch (error) {
      const sent = leaving || bytes === undefined;
      return err({ code: sent ? "broken" : "never_sent", reason: reasonOf(error) });
    }
  }

  async function download(url: string, file: string, { maxBytes, deadlineMs = limits.fileMs }: { maxBytes: number; deadlineMs?: number }): Promise<Result<{ bytes: number }, DownloadFailure>> {
    const signal = AbortSignal.timeout(deadlineMs);
    let next = url;
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      if (!mayGoTo(next)) return err({ code: "forbidden_address" });
      try {
        const answer = await request(next, { method: "GET", dispatcher: agent, signal, headers: FILE_HEADERS });
        const location = answer.headers.location;
        if (answer.statusCode >= 300 && answer.statusCode < 400 && typeof location === "string") {
          await answer.body.dump();
          next = new URL(location, next).href;
          continue;
        }
        if (answer.statusCode !== 200) {
          await answer.body.dump();
          return err({ code: "status", status: answer.statusCode });
        }
        const counter = capped(maxBytes);
        await pipeline(answer.body, counter.pass, createWriteStream(file), { signal });
        return ok({ bytes: counter.bytes() });
      } catch (error) {
        if (error instanceof TooLarge) return err({ code: "too_large" });
        if (error instanceof ForbiddenAddress) return err({ code: "forbidden_address" });
        if (isOurs(error)) throw error;
        return err({ code: "broken", reason: reasonOf(error) });
      }
    }
    return err({ code: "broken", reason: "too many redirects" });
  }

  async function measure(url: string, { maxBytes, fromOutside = false }: { maxBytes: number; fromOutside?: boolean }): Promise<Result<Measure, MeasureFailure>> {
    if (!(fromOutside ? mayFetch(url, nobodys, plainHttp) : mayGoTo(url))) return err({ code: "forbidden_address" });
    try {
      const answer = await request(url, { method: "GET", dispatcher: fromOutside ? outsideAgent : agent, signal: AbortSignal.timeout(limits.proofMs) });
      const counter = capped(maxBytes);
      await pipeline(answer.body, counter.pass, nothing);
      return ok({ status: answer.statusCode, mime: mimeOf(answer.headers["content-type"]), bytes: counter.bytes() });
    } catch (error) {
      if (error instanceof TooLarge) return err({ code: "too_large" });
      if (error instanceof ForbiddenAddress) return err({ code: "forbidden_address" });
      return err({ code: "broken", reason: reasonOf(error) });
    }
  }

  const guardedFetch: typeof globalThis.fetch = async (input, init) => {
    const asked = new Request(input, init);
    if (!mayGoTo(asked.url)) throw new ForbiddenAddress(new URL(asked.url).origin);
    const answer = await request(asked.url, {
      method: methodSchema.parse(asked.method),
      dispatcher: submitAgent,
      headers: Object.fromEntries(asked.headers),
      body: Buffer.from(await asked.arrayBuffer()),
      signal: AbortSignal.timeout(limits.fileMs),
    });
    const text = await readCapped(answer.body, limits.catalogBytes);
    const mayHaveBody = answer.statusCode >= 200 && answer.statusCode !== 204 && answer.statusCode !== 304;
    return new Response(mayHaveBody ? text : null, { status: answer.statusCode, headers: { "content-type": String(answer.headers["content-type"] ?? "") } });
  };

  const agents = [agent, submitAgent, outsideAgent];
  return {
    call, download, measure, fetch: guardedFetch,
    // Whoever was aborted is closed already, and would throw.
    close: async () => void (await Promise.all(agents.map((one) => (one.destroyed ? Promise.resolve() : one.close())))),
    abort: () => void Promise.all(agents.map((one) => one.destroy())),
  };
}

class TooLarge extends Error {}

/** Trouble of this machine's disk, not of the peer: no reason to give a file up. */
const OURS: readonly string[] = ["ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM", "EMFILE", "ENFILE", "EIO", "ENOENT"];
const isOurs = (error: unknown): boolean => error instanceof Error && "code" in error && typeof error.code === "string" && OURS.includes(error.code);

/** "image/jpeg; charset=x" is "image/jpeg". */
const mimeOf = (header: string | string[] | undefined): string => (String(header ?? "").split(";")[0] ?? "").trim().toLowerCase();

function mayFetch(url: string, isOwn: (origin: string) => boolean, plainHttp: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, origin, username, password } = new URL(url);
  if (isOwn(origin)) return true;
  return (protocol === "https:" || (plainHttp && protocol === "http:")) && username === "" && password === "";
}

function capped(maxBytes: number) {
  let bytes = 0;
  async function* pass(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new TooLarge(`more than ${maxBytes} bytes`);
      yield chunk;
    }
  }
  return { pass, bytes: () => bytes };
}

/** Reads to the end and keeps nothing. */
const nothing = async (source: AsyncIterable<Buffer>): Promise<void> => {
  const chunks = source[Symbol.asyncIterator]();
  while ((await chunks.next()).done !== true);
};

async function readCapped(source: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of capped(maxBytes).pass(source)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
