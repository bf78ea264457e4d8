import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { err, ok, type Result } from "@/lib/result";

const HOST = /^[a-z0-9.[\]:-]{1,255}$/i;

/** The address that the caller used: a proxy in front of the engine stays in the way of what it answers. */
export const baseOf = ({ headers, socket }: IncomingMessage): string =>
  `http://${headers.host && HOST.test(headers.host) ? headers.host : `127.0.0.1:${socket.localPort ?? 0}`}`;

export async function readBody(message: IncomingMessage, limitBytes: number): Promise<Result<string, "too_large" | "broken_off">> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of message) {
      if (!Buffer.isBuffer(part)) continue;
      bytes += part.length;
      if (bytes <= limitBytes) parts.push(part);
      // A little over is read to its end, so that the answer is heard; much over is cut.
      else if (bytes > limitBytes * 8) return err("too_large");
    }
  } catch {
    return err("broken_off");
  }
  return bytes > limitBytes ? err("too_large") : ok(Buffer.concat(parts).toString("utf8"));
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text), "cache-control": "no-store", ...headers });
  response.end(text);
}

/** False where there is no such file. */
export async function answerFile(response: ServerResponse, path: string, contentType: string, withBody: boolean): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return false;
  response.writeHead(200, { "content-type": contentType, "content-length": found.size, "cache-control": "public, max-age=86400" });
  if (withBody) await pipeline(createReadStream(path), response).catch(() => undefined);
  else response.end();
  return true;
}
