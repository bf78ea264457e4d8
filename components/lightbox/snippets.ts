import * as z from "zod/mini";

/** A run as a program of one's own: one POST, then reads until it has ended. The token and the host come from the environment. */

export const snippetLanguages = ["curl", "typescript", "python"] as const;
export type SnippetLanguage = (typeof snippetLanguages)[number];

/** `input`: as it was sent, references by their public addresses. */
export type Run = { modelId: string; input: Readonly<Record<string, unknown>> };

/** The input that a take's record holds; null where there is none, or none that could be sent. */
export function inputIn(json: string | null): Run["input"] | null {
  try {
    return json === null ? null : (inputSchema.safeParse(JSON.parse(json)).data ?? null);
  } catch {
    return null;
  }
}
const inputSchema = z.record(z.string(), z.unknown());

/** Something in it lies where only this computer reaches it. */
export const isOutOfReach = ({ input }: Run): boolean => /"http:\/\//.test(JSON.stringify(input));

const HOST = "https://model-api.runcomfy.net/v1";
/** A read every two seconds: ten minutes. */
const READS = 300;

export function snippetOf(language: SnippetLanguage, run: Run): string {
  switch (language) {
    case "curl": return curl(run);
    case "typescript": return typescript(run);
    case "python": return python(run);
    default: return language satisfies never;
  }
}

/** Bash with curl and jq. The input is one quoted document: JSON holds no line that could end it. */
const curl = ({ modelId, input }: Run): string => `# export RUNCOMFY_TOKEN=... first
base="\${RUNCOMFY_MODEL_API_BASE:-${HOST}}"
auth="Authorization: Bearer $RUNCOMFY_TOKEN"

# Each run of this is paid for: never repeat it because no answer came.
id=$(curl -sS --fail-with-body "$base/models/${modelId}" -H "$auth" -H "Content-Type: application/json" --data-binary @- <<'JSON' | jq -er .request_id
${JSON.stringify(input, null, 2)}
JSON
) || exit 1

for _ in $(seq ${READS}); do
  status=$(curl -sS "$base/requests/$id/status" -H "$auth" | jq -r .status)
  case "$status" in completed | succeeded | failed | error | cancelled | canceled) break ;; esac
  sleep 2
done
curl -sS "$base/requests/$id/result" -H "$auth" | jq .
`;

/** For Node 20 and later: \`node run.ts\` where it strips types, \`npx tsx run.ts\` elsewhere. */
const typescript = ({ modelId, input }: Run): string => `const base = process.env.RUNCOMFY_MODEL_API_BASE ?? "${HOST}";
const headers = { Authorization: \`Bearer \${process.env.RUNCOMFY_TOKEN}\`, "Content-Type": "application/json" };
const input = ${JSON.stringify(input, null, 2)};

async function call(path: string, init: RequestInit = {}) {
  const response = await fetch(\`\${base}\${path}\`, { ...init, headers, signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(\`\${response.status}: \${await response.text()}\`);
  return response.json();
}

// Each run of this is paid for: never repeat it because no answer came.
const { request_id } = await call("/models/${modelId}", { method: "POST", body: JSON.stringify(input) });

for (let read = 0; read < ${READS}; read += 1) {
  const { status } = await call(\`/requests/\${request_id}/status\`);
  if (["completed", "succeeded", "failed", "error", "cancelled", "canceled"].includes(status)) break;
  await new Promise((resolve) => setTimeout(resolve, 2000));
}
console.log(await call(\`/requests/\${request_id}/result\`));

export {};
`;

/** Python 3.9 and later, with nothing installed. */
const python = ({ modelId, input }: Run): string => `import json, os, time, urllib.request

base = os.environ.get("RUNCOMFY_MODEL_API_BASE", "${HOST}")
headers = {"Authorization": f"Bearer {os.environ['RUNCOMFY_TOKEN']}", "Content-Type": "application/json"}
input = ${pythonLiteral(input, "")}


def call(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(base + path, data=data, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


# Each run of this is paid for: never repeat it because no answer came.
request_id = call("/models/${modelId}", input)["request_id"]

for _ in range(${READS}):
    status = call(f"/requests/{request_id}/status")["status"]
    if status in ("completed", "succeeded", "failed", "error", "cancelled", "canceled"):
        break
    time.sleep(2)
print(json.dumps(call(f"/requests/{request_id}/result"), indent=2, ensure_ascii=False))
`;

/** Strings, numbers and brackets are written as in JSON; the three words are not. */
function pythonLiteral(value: unknown, indent: string): string {
  const within = `${indent}    `;
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[\n${value.map((part) => `${within}${pythonLiteral(part, within)},\n`).join("")}${indent}]`;
  if (typeof value === "object") return `{\n${Object.entries(value).map(([key, part]) => `${within}${JSON.stringify(key)}: ${pythonLiteral(part, within)},\n`).join("")}${indent}}`;
  return JSON.stringify(value);
}
