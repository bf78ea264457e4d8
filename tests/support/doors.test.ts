import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { doorsOf } from "@/tests/support/doors";

let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "contact-sheet-doors-"));
  for (const folder of ["app", "components", "lib"]) mkdirSync(path.join(root, folder));
});
afterEach(() => { rmSync(root, { recursive: true }); });

const plant = (file: string, code: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), code);
};

test("a new page, route, method, picture or action is on the list, however it is exported", () => {
  plant("app/page.tsx", "export default function Home() {}");
  plant("app/(inside)/prints/[printId]/page.tsx", "export default function Print() {}");
  plant("app/api/prints/route.ts", "export const GET = () => 1;\nexport async function POST() {}\nconst PUT = 1;\nexport { PUT };\nexport const dynamic = 'force-dynamic';");
  plant("app/share/[shareId]/opengraph-image.tsx", "export default function Image() {}");
  plant("app/share/[shareId]/layout.tsx", "export default function Layout() {}");
  plant("lib/prints/actions.ts", '"use server";\nexport async function makePrint() {}\nexport const dropPrint = async () => {};\nasync function inner() {}');
  plant("lib/prints/actions.test.ts", '"use server";\nexport const notServed = 1;');
  expect(doorsOf(root)).toEqual([
    "GET /api/prints", "POST /api/prints", "PUT /api/prints", "action prints/dropPrint", "action prints/makePrint", "opengraph-image /share/[shareId]", "page /", "page /prints/[printId]",
  ]);
});

test("an action in the wrong place, or one that is handed on, does not hide", () => {
  plant("components/print-button.tsx", "export function PrintButton() {\n  async function print() {\n    'use server';\n  }\n}");
  plant("app/api/prints/route.ts", 'export * from "@/lib/prints/route";');
  expect(doorsOf(root)).toEqual(["* /api/prints", "action in components/print-button.tsx"]);
});
