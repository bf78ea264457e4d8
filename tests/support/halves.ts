import { request, type IncomingHttpHeaders } from "node:http";
import type { Route } from "playwright/test";

/**
 * A browser's request as a slow line brings it: the server has the head and half of the body, and the rest when the test
 * says so.
 * @param begun is called when the server has seen the head.
 * @returns the status of the answer, which the browser has then.
 */
export async function sendInHalves(route: Route, rest: Promise<void>, begun: () => void): Promise<number> {
  const asked = route.request();
  const body = asked.postDataBuffer() ?? Buffer.alloc(0);
  const half = Math.floor(body.length / 2);
  // Names that begin with ":" are the browser's own and no headers.
  const given = Object.entries(await asked.allHeaders()).filter(([name]) => !name.startsWith(":"));
  const headers = { ...Object.fromEntries(given), "content-length": String(body.length), expect: "100-continue" };
  const answer = await new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const call = request(asked.url(), { method: asked.method(), headers, agent: false }, (message) => {
      const parts: Buffer[] = [];
      message.on("data", (part: Buffer) => parts.push(part));
      message.on("error", reject);
      message.on("end", () => { resolve({ status: message.statusCode ?? 0, headers: message.headers, body: Buffer.concat(parts) }); });
    });
    call.on("error", reject);
    call.on("continue", () => {
      call.write(body.subarray(0, half));
      begun();
      rest.then(() => { call.end(body.subarray(half)); }, reject);
    });
    call.flushHeaders();
  });
  const plain = Object.entries(answer.headers).flatMap(([name, value]) => (value === undefined || name === "transfer-encoding" ? [] : [[name, String(value)] as const]));
  await route.fulfill({ status: answer.status, headers: Object.fromEntries(plain), body: answer.body });
  return answer.status;
}
