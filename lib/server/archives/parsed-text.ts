import "server-only";

type Schema<T> = { safeParse(value: unknown): { data?: T | undefined } };

/** JSON text that may be of a version that nobody reads any more: then null. */
export function parsedText<T>(json: string | null, schema: Schema<T>): T | null {
  if (json === null) return null;
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}
