import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { EventEmitter } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { z } from "zod";
import { importUrl } from "@/lib/archives/import-answer";
import { serverLimits } from "@/lib/limits";

export type OpenRequests = {
  /** Takes no new connection, and resolves once what is under way has its answer: after `withinMs` at the latest. */
  drain(withinMs: number): Promise<void>;
};

const has = (value: unknown, name: string): boolean => value instanceof EventEmitter && name in value;
const startSchema = z.object({
  server: z.custom<Server>((value) => has(value, "listening")),
  request: z.custom<IncomingMessage>((value) => has(value, "complete")),
  response: z.custom<ServerResponse>((value) => has(value, "shouldKeepAlive")),
});

const portOf = (server: Server): number | null => {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : null;
};

/**
 * Next shows its server to nobody: requests are seen as they begin. Only those at the studio's own port count; the demo
 * engine listens in this process too, and ends after those who still ask it.
 */
export function watchRequests(port: number): OpenRequests {
  const open = new Set<ServerResponse>();
  let own: Server | null = null;
  let isDraining = false;
  let noneIsLeft = () => {};

  subscribe("http.server.request.start", (message) => {
    const started = startSchema.safeParse(message);
    if (!started.success) return;
    const { server, request, response } = started.data;
    if (server !== own && portOf(server) !== port) return;
    own = server;
    // Node's limit for a request with its body is the server's as a whole: as long as the longest may take, and the others have their own.
    server.requestTimeout = serverLimits.importMs;
    const late = request.url === importUrl ? undefined : setTimeout(() => { if (!request.complete) request.destroy(); }, serverLimits.bodyMs);
    // A connection that is kept would bring the next request to a process that is about to end.
    if (isDraining) response.shouldKeepAlive = false;
    open.add(response);
    response.once("close", () => {
      clearTimeout(late);
      open.delete(response);
      if (open.size === 0) noneIsLeft();
    });
  });

  return {
    async drain(withinMs) {
      isDraining = true;
      for (const response of open) response.shouldKeepAlive = false;
      own?.close();
      if (open.size === 0) return;
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, withinMs);
        noneIsLeft = () => { clearTimeout(late); resolve(); };
      });
    },
  };
}
