import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { importUrl } from "@/lib/archives/import-answer";
import { serverLimits } from "@/lib/limits";
import type * as Limits from "@/lib/limits";
import { watchRequests } from "@/lib/server/open-requests";
import { gate } from "@/tests/support/gate";

vi.mock("@/lib/limits", async (original) => {
  const { serverLimits: known, ...others } = await original<typeof Limits>();
  return { ...others, serverLimits: { ...known, bodyMs: 50 } };
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(handle: (message: IncomingMessage, response: ServerResponse) => void): Promise<{ server: Server; port: number }> {
  const server = createServer(handle);
  servers.push(server);
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  return { server, port: typeof address === "object" && address ? address.port : 0 };
}

/** @returns what it answered, and whether the connection may be used again. */
const ask = (port: number, path = "/") => new Promise<{ body: string; connection: string | undefined }>((resolve, reject) => {
  request({ host: "127.0.0.1", port, path, headers: { connection: "keep-alive" }, agent: false }, (answer) => {
    let body = "";
    answer.on("data", (part: Buffer) => { body += part.toString(); });
    answer.on("end", () => { resolve({ body, connection: answer.headers.connection }); });
  }).on("error", reject).end();
});

const FOREVER_MS = 3_600_000;

test("who is being answered is waited for, on a connection that ends with it; nobody new is let in", async () => {
  const [begun, released] = [gate(), gate()];
  const { port } = await serve((_message, response) => {
    begun.open();
    void released.passed.then(() => response.end("done"));
  });
  const requests = watchRequests(port);
  const asked = ask(port);
  await begun.passed;
  let isDrained = false;
  const drained = requests.drain(FOREVER_MS).then(() => { isDrained = true; });
  await expect(ask(port)).rejects.toThrow("ECONNREFUSED");
  expect(isDrained).toBe(false);
  released.open();
  expect(await asked).toEqual({ body: "done", connection: "close" });
  await drained;
});

test("with nobody there it is done at once, also after many came and went", async () => {
  const { port } = await serve((_message, response) => void response.end());
  const requests = watchRequests(port);
  for (let call = 0; call < 5; call += 1) await ask(port);
  await requests.drain(FOREVER_MS);
});

test("a caller who hung up is nobody to wait for", async () => {
  const begun = gate();
  const { port } = await serve(() => { begun.open(); });
  const requests = watchRequests(port);
  const caller = connect(port, "127.0.0.1");
  caller.write("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\n");
  await begun.passed;
  caller.destroy();
  await requests.drain(FOREVER_MS);
});

test("who never ends is waited for as long as was said, and no longer", async () => {
  const begun = gate();
  const { port } = await serve(() => { begun.open(); });
  const requests = watchRequests(port);
  const asked = ask(port).catch(() => null);
  await begun.passed;
  await requests.drain(20);
  for (const server of servers) server.closeAllConnections();
  await asked;
});

test("another server in this process, as the demo engine is, is not closed and not waited for", async () => {
  const [begun, released] = [gate(), gate()];
  const engine = await serve((_message, response) => {
    begun.open();
    void released.passed.then(() => response.end("picture"));
  });
  const own = await serve((_message, response) => void response.end());
  const requests = watchRequests(own.port);
  await ask(own.port);
  const asked = ask(engine.port);
  await begun.passed;
  await requests.drain(FOREVER_MS);
  expect(engine.server.listening).toBe(true);
  released.open();
  expect(await asked).toEqual({ body: "picture", connection: "keep-alive" });
});

test("an import may come for longer than any other body, which is cut off", async () => {
  const arrived = [gate(), gate()];
  let count = 0;
  const { server, port } = await serve(() => {
    arrived[count]?.open();
    count += 1;
  });
  watchRequests(port);
  const begin = (path: string) => {
    const caller = connect(port, "127.0.0.1");
    caller.on("error", () => {});
    caller.write(`POST ${path} HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nhalf`);
    return caller;
  };
  const importing = begin(importUrl);
  await arrived[0]?.passed;
  expect(server.requestTimeout).toBe(serverLimits.importMs);
  const other = begin("/api/other");
  await arrived[1]?.passed;
  await new Promise<void>((resolve) => { other.once("close", resolve); });
  expect(importing.destroyed).toBe(false);
  importing.destroy();
});

test("what has come whole may be answered as late as it is", async () => {
  const released = gate();
  const { port } = await serve((message, response) => {
    message.resume();
    if (message.url === "/slow") void released.passed.then(() => response.end("done"));
  });
  watchRequests(port);
  const asked = ask(port, "/slow");
  const cut = connect(port, "127.0.0.1");
  cut.on("error", () => {});
  cut.write("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\nhalf");
  // Later than the first would have been cut off.
  await new Promise<void>((resolve) => { cut.once("close", resolve); });
  released.open();
  expect((await asked).body).toBe("done");
});
