import "server-only";
import { parseModel, type Model } from "@/lib/models/model";
import { catalogEntry } from "@/lib/server/doctor/catalog-entry";
import type { EngineAt } from "@/lib/server/doctor/engine";
import type { Finding } from "@/lib/server/doctor/finding";
import { schemaDrift } from "@/lib/server/doctor/schema-drift";
import type { Http } from "@/lib/server/http";

/** The schema that this version ships against the one that the catalog tells today. */
export async function checkDrift({ engine, http, shipped }: { engine: EngineAt; http: Http; shipped: Model }): Promise<Finding> {
  if (engine.kind === "demo") return { state: "demo", says: "the demo engine takes the schema that is shipped" };
  const entry = await catalogEntry(http, engine, shipped.id);
  if (!entry.ok) return { state: "unseen", says: `the catalog tells no schema of ${shipped.id} (${entry.error})` };
  const told = parseModel(entry.value);
  if (!told.ok) return { state: "unseen", says: `the catalog's schema of ${shipped.id} cannot be read (${told.error.message})` };
  const details = schemaDrift(shipped, told.value);
  if (details.length === 0) return { state: "good", says: `${shipped.id} is as shipped, ${shipped.fields.length} fields` };
  return {
    state: "mend", says: `${shipped.id} has changed (shipped -> now)`, details,
    todo: "Update the studio. Until then inputs are held to the shipped schema, and RunComfy may refuse some of them.",
  };
}
