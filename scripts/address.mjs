import { createServer, isIP } from "node:net";

const isLoopback = (host) => host === "localhost" || host === "::1" || (isIP(host) === 4 && host.startsWith("127."));

/**
 * Where to listen, or the sentence that says why not. The server checks the same once more (lib/server/env.ts);
 * here it is said before a build was waited for.
 */
export function readAddress(env) {
  // An address in a URL has brackets, a name to listen at has none.
  const host = (env.HOST?.trim() || "127.0.0.1").replace(/^\[(.*)\]$/, "$1");
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return { refusal: `PORT must be a number from 1 to 65535, not "${env.PORT}".` };
  if (!isLoopback(host) && !env.STUDIO_ACCESS_CODE && !env.STUDIO_ACCESS) {
    return {
      refusal:
        `HOST is ${host}, which other machines can reach, and there is no access code: whoever reaches the studio could spend on it.\n` +
        "Leave HOST at 127.0.0.1, or set STUDIO_ACCESS_CODE=name:code (or STUDIO_ACCESS=open: everyone who reaches it may).",
    };
  }
  return { host, port };
}

/** "free", or the system's code for why this address cannot be had (EADDRINUSE, EACCES, EADDRNOTAVAIL). */
export const probeAddress = ({ host, port }) =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", ({ code }) => resolve(code));
    server.listen({ host, port }, () => server.close(() => resolve("free")));
  });
