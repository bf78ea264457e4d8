type Planted = { rule: string; file: string; code: string };
type Wall = Planted & { clean: Omit<Planted, "rule"> };

/** What the planted files import; each keeps the rules itself. */
export const ground: Omit<Planted, "rule">[] = [
  { file: "app/door.ts", code: "export const door = 1;" },
  { file: "components/door.ts", code: "export const door = 1;" },
  { file: "lib/colours/colour.ts", code: "export const colour = 1;" },
  { file: "lib/messages/en.ts", code: "export const en = 1;" },
  { file: "lib/models/model.ts", code: "export const model = 1;" },
  { file: "lib/emulator/engine.ts", code: "export const engine = 1;" },
  { file: "lib/server/store.ts", code: 'import "server-only";\nexport type Store = { close: () => void };\nexport const store = 1;' },
  { file: "lib/server/provider/runcomfy-calls.ts", code: 'import "server-only";\nexport const calls = 1;' },
  { file: "lib/server/storage/local.ts", code: 'import "server-only";\nexport const local = 1;' },
  { file: "lib/server/db/postgres.ts", code: 'import "server-only";\nexport const postgres = 1;' },
  { file: "tests/support/door.ts", code: "export const door = 1;" },
];

const uses = (name: string, path: string) => `import { ${name} } from "@/${path}";\nexport const used = ${name};`;
const usesInServer = (name: string, path: string) => `import "server-only";\n${uses(name, path)}`;

/** One violation of each wall between files, beside a sibling that does the allowed thing. */
export const wallsBetweenFiles: Wall[] = [
  {
    rule: "components-stay-in-their-room",
    file: "components/reaches-server.ts",
    code: uses("store", "lib/server/store"),
    clean: { file: "components/reaches-lib.ts", code: uses("colour", "lib/colours/colour") },
  },
  {
    rule: "components-stay-in-their-room",
    file: "components/reaches-server-type.ts",
    code: 'import type { Store } from "@/lib/server/store";\nexport const close = (store: Store) => store.close();',
    clean: { file: "components/reaches-component.ts", code: uses("door", "components/door") },
  },
  {
    rule: "components-stay-in-their-room",
    file: "components/reaches-app.ts",
    code: uses("door", "app/door"),
    clean: { file: "app/reaches-components.ts", code: uses("door", "components/door") },
  },
  {
    rule: "lib-knows-no-room-above",
    file: "lib/colours/reaches-components.ts",
    code: uses("door", "components/door"),
    clean: { file: "lib/colours/reaches-models.ts", code: uses("model", "lib/models/model") },
  },
  {
    rule: "lib-knows-no-room-above",
    file: "lib/server/reaches-app.ts",
    code: usesInServer("door", "app/door"),
    clean: { file: "lib/server/reaches-lib.ts", code: usesInServer("colour", "lib/colours/colour") },
  },
  {
    rule: "only-actions-reach-the-server",
    file: "lib/colours/queries.ts",
    code: uses("store", "lib/server/store"),
    clean: { file: "lib/colours/actions.ts", code: uses("store", "lib/server/store") },
  },
  {
    rule: "emulator-stands-alone",
    file: "lib/emulator/reaches-server.ts",
    code: uses("store", "lib/server/store"),
    clean: { file: "lib/emulator/reaches-models.ts", code: uses("model", "lib/models/model") },
  },
  {
    rule: "emulator-stands-alone",
    file: "lib/emulator/reaches-domain.ts",
    code: uses("colour", "lib/colours/colour"),
    clean: { file: "lib/emulator/reaches-emulator.ts", code: uses("engine", "lib/emulator/engine") },
  },
  {
    rule: "only-the-server-starts-the-emulator",
    file: "lib/server/reaches-emulator.ts",
    code: usesInServer("engine", "lib/emulator/engine"),
    clean: { file: "lib/server/boot.ts", code: usesInServer("engine", "lib/emulator/engine") },
  },
  ...[
    { adapter: "calls", path: "lib/server/provider/runcomfy-calls" },
    { adapter: "local", path: "lib/server/storage/local" },
    { adapter: "postgres", path: "lib/server/db/postgres" },
  ].map(({ adapter, path }) => ({
    rule: "adapters-are-named-in-services",
    file: `lib/server/names-${adapter}.ts`,
    code: usesInServer(adapter, path),
    clean: { file: "lib/server/services.ts", code: usesInServer(adapter, path) },
  })),
  {
    rule: "texts-come-with-the-page",
    file: "components/brings-texts.ts",
    code: uses("en", "lib/messages/en"),
    clean: { file: "components/names-texts.ts", code: 'import type { en } from "@/lib/messages/en";\nexport type Texts = typeof en;' },
  },
  {
    rule: "tests-stay-outside",
    file: "app/reaches-tests.ts",
    code: uses("door", "tests/support/door"),
    clean: { file: "app/reaches.test.ts", code: uses("door", "tests/support/door") },
  },
  {
    rule: "no-cycles",
    file: "lib/colours/hen.ts",
    code: 'import { egg } from "@/lib/colours/egg";\nexport const hen = () => egg;',
    clean: { file: "lib/colours/nest.ts", code: uses("colour", "lib/colours/colour") },
  },
  {
    rule: "no-cycles",
    file: "lib/colours/egg.ts",
    code: 'import { hen } from "@/lib/colours/hen";\nexport const egg = () => hen;',
    clean: { file: "lib/colours/shell.ts", code: uses("colour", "lib/colours/colour") },
  },
];

const imports = "@typescript-eslint/no-restricted-imports";

/** One violation of each wall within a file. */
export const wallsWithinFiles: Wall[] = [
  { rule: "walls/environment", file: "lib/server/reads-port.ts", code: 'import "server-only";\nexport const port = process.env.PORT;', clean: { file: "lib/server/env.ts", code: 'import "server-only";\nexport const port = process.env.PORT;' } },
  { rule: "walls/environment", file: "lib/server/takes-env.ts", code: 'import "server-only";\nexport const { env } = process;', clean: { file: "lib/server/takes-pid.ts", code: 'import "server-only";\nexport const { pid } = process;' } },
  { rule: "walls/environment", file: "proxy.ts", code: "export const port = process.env.PORT;", clean: { file: "instrumentation.ts", code: "export const runtime = process.env.NEXT_RUNTIME;" } },
  { rule: "walls/environment", file: "app/imports-process.ts", code: 'import { env } from "node:process";\nexport const port = env.PORT;', clean: { file: "tests/reads-port.ts", code: "export const port = process.env.PORT;" } },
  { rule: "no-console", file: "lib/server/speaks.ts", code: 'import "server-only";\nconsole.log(1);', clean: { file: "lib/server/log.ts", code: 'import "server-only";\nconsole.log(1);' } },
  { rule: "no-restricted-globals", file: "lib/colours/calls.ts", code: 'export const answer = fetch("/api");', clean: { file: "lib/models/queries.ts", code: 'export const answer = fetch("/api");' } },
  { rule: "no-restricted-globals", file: "components/calls.ts", code: 'export const answer = globalThis.fetch("/api");', clean: { file: "components/quiet.ts", code: "export const now = globalThis.performance.now();" } },
  { rule: imports, file: "lib/server/calls-out.ts", code: 'import "server-only";\nexport { request } from "undici";', clean: { file: "lib/server/http.ts", code: 'import "server-only";\nimport { request } from "undici";\nexport const call = () => request("http://localhost");' } },
  { rule: imports, file: "lib/server/opens-http.ts", code: 'import "server-only";\nimport { get } from "node:http";\nexport const call = get;', clean: { file: "lib/emulator/opens-http.ts", code: 'import { createServer } from "node:http";\nexport const server = createServer;' } },
  { rule: imports, file: "lib/server/connects.ts", code: 'import "server-only";\nimport { connect } from "node:net";\nexport const call = connect;', clean: { file: "lib/server/tells-addresses.ts", code: 'import "server-only";\nimport { isIP } from "node:net";\nexport const isAddress = isIP;' } },
  { rule: imports, file: "lib/colours/climbs.ts", code: 'import { model } from "../models/model";\nexport const used = model;', clean: { file: "lib/colours/walks.ts", code: uses("model", "lib/models/model") } },
  { rule: "walls/server-only", file: "lib/server/open.ts", code: "export const open = 1;", clean: { file: "lib/server/shut.ts", code: 'import "server-only";\nexport const open = 1;' } },
  { rule: "walls/untranslated", file: "components/says-hello.tsx", code: "export const Hello = () => <p>Hello</p>;", clean: { file: "components/names-itself.tsx", code: 'export const Name = ({ of }: { of: string }) => <p data-name="Take 7" className="flex items-center">{of} · Contact Sheet, 4 MB</p>;' } },
  { rule: "walls/untranslated", file: "components/labels.tsx", code: "export const Field = ({ take, isOpen }: { take: number; isOpen: boolean }) => <input aria-label={isOpen ? `take ${take}` : undefined} />;", clean: { file: "components/labels-by-value.tsx", code: "export const Field = ({ label }: { label: string }) => <input aria-label={`${label} · 2`} />;" } },
  { rule: "walls/untranslated", file: "app/words.ts", code: 'export const words = (takes: number) => (takes === 0 ? "No takes yet" : String(takes));', clean: { file: "app/throws.ts", code: 'export function refuse(): never { throw new Error("Nobody reads this on a page"); }' } },
  { rule: "walls/untranslated", file: "components/speaks.ts", code: 'const announce = (text: string) => text;\nexport const tell = (name: string) => announce(`${name} is gone`);', clean: { file: "components/words.test.ts", code: 'export const sentence = "The words of a test";' } },
  { rule: "walls/file-name", file: "lib/colours/utils.ts", code: "export const blue = 1;", clean: { file: "lib/colours/blue.ts", code: "export const blue = 1;" } },
  { rule: "walls/file-name", file: "lib/colours/index.ts", code: "export const red = 1;", clean: { file: "lib/colours/red.ts", code: "export const red = 1;" } },
  { rule: "walls/file-name", file: "components/ColourManager.tsx", code: "export const green = 1;", clean: { file: "components/ColourCard.tsx", code: "export const green = 1;" } },
  { rule: "no-restricted-exports", file: "components/default-card.tsx", code: "export default function Card() { return null; }", clean: { file: "app/page.tsx", code: "export default function Page() { return null; }" } },
  { rule: "no-restricted-syntax", file: "lib/colours/barrel.ts", code: 'export * from "@/lib/models/model";', clean: { file: "lib/colours/plain.ts", code: uses("model", "lib/models/model") } },
  { rule: "@typescript-eslint/no-explicit-any", file: "lib/colours/any.ts", code: "export const paint = (colour: any) => String(colour);", clean: { file: "lib/colours/unknown.ts", code: "export const paint = (colour: unknown) => colour === 1;" } },
  { rule: "@typescript-eslint/consistent-type-assertions", file: "lib/colours/cast.ts", code: "export const paint = (colour: unknown) => colour as string;", clean: { file: "lib/colours/constant.ts", code: 'export const paints = ["red"] as const;' } },
  { rule: "@typescript-eslint/no-floating-promises", file: "lib/colours/floats.ts", code: "export function paint() { Promise.resolve(1); }", clean: { file: "lib/colours/awaits.ts", code: "export async function paint() { await Promise.resolve(1); }" } },
  {
    rule: "@typescript-eslint/switch-exhaustiveness-check",
    file: "lib/colours/forgets.ts",
    code: 'export function paint(colour: "red" | "blue") { switch (colour) { case "red": return 1; } return 2; }',
    clean: { file: "lib/colours/exhausts.ts", code: 'export function paint(colour: "red" | "blue") { switch (colour) { case "red": return 1; case "blue": return 2; default: return colour satisfies never; } }' },
  },
  { rule: "@typescript-eslint/ban-ts-comment", file: "lib/colours/ignores.ts", code: "// @ts-ignore\nexport const paint = 1;", clean: { file: "lib/colours/explains.ts", code: "// The colour of a wall.\nexport const paint = 1;" } },
];
