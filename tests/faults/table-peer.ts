import { createServer, request as callEngine } from "node:http";

export type CookiePeer = { url: string; /** What callers brought back. */ returned: string[]; close: () => Promise<void> };

/** The engine, with a cookie in each of its answers: nobody is to bring one back. */
export async function startCookiePeer(engineUrl: string): Promise<CookiePeer> {
  const engine = new URL(engineUrl);
  const returned: string[] = [];
  const server = createServer((message, response) => {
    if (message.headers.cookie !== undefined) returned.push(message.headers.cookie);
    const call = callEngine({ host: engine.hostname, port: engine.port, method: message.method, path: message.url, headers: message.headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, "set-cookie": ["engine=1; Path=/", "tracked=yes; Path=/; HttpOnly"] });
      answer.pipe(response);
    });
    call.on("error", () => void message.socket.resetAndDestroy());
    message.pipe(call);
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}${engine.pathname}`,
    returned,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}
