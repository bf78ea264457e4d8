/** What an address carries to prove a right, and keys under which one is kept. */
const PROOF = /^(?:x-(?:amz|goog)-.*|.*(?:signature|token|secret|password|credential|api[-_]?key|apikey|access[-_]?key|expires|policy|key-pair-id).*|auth|authorization|cookie|sig|se|sp|sv|sr)$/i;
const REMOVED = "removed";
const MOST_DEPTH = 20;

function addressWithoutSecrets(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return text;
  const url = new URL(text);
  const names = [...url.searchParams.keys()].filter((name) => PROOF.test(name));
  if (names.length === 0 && url.username === "" && url.password === "") return text;
  url.username = "";
  url.password = "";
  for (const name of names) url.searchParams.set(name, REMOVED);
  return url.href;
}

function cleaned(value: unknown, depth: number): unknown {
  if (typeof value === "string") return addressWithoutSecrets(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MOST_DEPTH) return REMOVED;
  if (Array.isArray(value)) return value.map((one: unknown) => cleaned(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]: [string, unknown]) => [key, typeof one === "string" && PROOF.test(key) ? REMOVED : cleaned(one, depth + 1)]));
}

/** JSON text to show and to pass on: rights that an address or a field carries are taken out of it. @returns null for what is no JSON. */
export function withoutSecrets(json: string): string | null {
  try {
    return JSON.stringify(cleaned(JSON.parse(json), 0), null, 2);
  } catch {
    return null;
  }
}
