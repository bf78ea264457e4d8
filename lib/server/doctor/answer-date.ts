import "server-only";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { z } from "zod";

const CHANNEL = "undici:request:headers";
const headersSchema = z.object({
  request: z.object({ origin: z.union([z.string(), z.instanceof(URL)]).transform(String) }),
  response: z.object({ headers: z.array(z.instanceof(Buffer)).transform((parts) => parts.map(String)) }),
});

/**
 * The Date header of the answer that `ask` brings from this origin; null where none came. Heard on undici's own channel,
 * because http.ts hands no header on.
 */
export async function dateOfAnswer(origin: string, ask: () => Promise<unknown>): Promise<number | null> {
  let dateMs: number | null = null;
  const hear = (message: unknown): void => {
    const heard = headersSchema.safeParse(message);
    if (!heard.success || new URL(heard.data.request.origin).origin !== origin) return;
    const { headers } = heard.data.response;
    const at = headers.findIndex((name, place) => place % 2 === 0 && name.toLowerCase() === "date");
    const parsed = at === -1 ? Number.NaN : Date.parse(headers[at + 1] ?? "");
    if (Number.isFinite(parsed)) dateMs = parsed;
  };
  subscribe(CHANNEL, hear);
  try {
    await ask();
    return dateMs;
  } finally {
    unsubscribe(CHANNEL, hear);
  }
}
