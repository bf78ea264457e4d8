import "server-only";
import { z } from "zod";
import { limits } from "@/lib/limits";
import { err, ok, type Result } from "@/lib/result";
import { bearerOf, type RealEngine } from "@/lib/server/doctor/engine";
import type { Http } from "@/lib/server/http";

const entrySchema = z.looseObject({ model_id: z.string(), input_schema: z.looseObject({}) });
const listSchema = z.object({ models: z.array(z.unknown()) });

/** An entry with its schema: from its own address, or from the list where that leaves the schema out. */
export async function catalogEntry(http: Http, engine: RealEngine, modelId: string): Promise<Result<unknown, string>> {
  const ask = async (path: string): Promise<Result<unknown, string>> => {
    const answer = await http.call({ method: "GET", url: `${engine.baseUrl}${path}`, headers: bearerOf(engine), maxBytes: limits.catalogBytes });
    if (!answer.ok) return err(answer.error.reason);
    return answer.value.status === 200 ? parsed(answer.value.body) : err(`HTTP ${answer.value.status}`);
  };
  const own = await ask(`/models/${modelId}`);
  if (!own.ok || entrySchema.safeParse(own.value).success) return own;
  const listed = await ask(`/models?search=${encodeURIComponent(modelId)}&include_schema=true&limit=50`);
  if (!listed.ok) return listed;
  const list = listSchema.safeParse(listed.value);
  const entry = list.success ? list.data.models.find((model) => entrySchema.safeParse(model).data?.model_id === modelId) : undefined;
  return entry === undefined ? err("the entry has no input_schema") : ok(entry);
}

function parsed(body: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(body));
  } catch {
    return err("no JSON");
  }
}
