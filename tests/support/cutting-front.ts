import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";

export type SentPut = { range: string | null; bodyBytes: number; isCut: boolean };
/** Stands in front of the studio and passes on all that it hears while it hears it; the first upload it cuts at its half. */
export type CuttingFront = {
  readonly url: string;
  /** Of the embedded ingest, in their order. */
  readonly puts: SentPut[];
  /** What HEAD answered there. */
  readonly offsets: number[];
  close(): Promise<void>;
};

const INGEST = "/api/ingest/";

/** Passes on the first half, then neither side has a connection any more. */
async function passHalf(message: IncomingMessage, response: ServerResponse, call: ReturnType<typeof request>, bodyBytes: number): Promise<void> {
  let left = Math.floor(bodyBytes / 2);
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue;
    const part = chunk.subarray(0, left);
    await new Promise<void>((resolve) => { call.write(part, () => { resolve(); }); });
    left -= part.length;
    if (left <= 0) break;
  }
  const closed = new Promise<void>((resolve) => { call.once("close", resolve); });
  call.destroy();
  await closed;
  response.socket?.resetAndDestroy();
}

export async function startCuttingFront(target: string): Promise<CuttingFront> {
  const studio = new URL(target);
  const [puts, offsets]: [SentPut[], number[]] = [[], []];

  function handle(message: IncomingMessage, response: ServerResponse): void {
    const { method, url: path = "/" } = message;
    const isIngest = path.startsWith(INGEST);
    // The caller's Host goes on as it is: the studio signs addresses by it.
    const call = request({ host: studio.hostname, port: studio.port, method, path, headers: message.headers, agent: false }, (answer) => {
      if (isIngest && method === "HEAD") offsets.push(Number(answer.headers["x-ut-range-start"]));
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: "close" });
      answer.pipe(response);
    });
    call.on("error", () => response.destroy());
    response.once("close", () => call.destroy());
    if (!isIngest || method !== "PUT") return void message.pipe(call);
    const put: SentPut = { range: message.headers.range ?? null, bodyBytes: Number(message.headers["content-length"]), isCut: puts.length === 0 };
    puts.push(put);
    if (!put.isCut) message.pipe(call);
    else passHalf(message, response, call, put.bodyBytes).catch(() => void response.socket?.resetAndDestroy());
  }

  const server = createServer(handle);
  // A browser sends again by itself what was reset on a connection that it had used before.
  server.maxRequestsPerSocket = 1;
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`, puts, offsets,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}
