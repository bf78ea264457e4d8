import "server-only";
import { log } from "@/lib/server/log";
import { services } from "@/lib/server/services";

const headers = { "cache-control": "no-store" };

export async function health(): Promise<Response> {
  try {
    await services().ping();
    return Response.json({ ok: true }, { headers });
  } catch (error) {
    log.error("health.failed", error);
    return Response.json({ ok: false }, { status: 503, headers });
  }
}
