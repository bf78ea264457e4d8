import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** What Next serves of a file in app, besides pages and routes. */
const METADATA = ["opengraph-image", "twitter-image", "icon", "apple-icon", "sitemap", "robots", "manifest"];

/** What a module gives out, whichever way it says so. */
function exportsOf(file: string): string[] {
  const { statements } = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      return statement.exportClause && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements.map(({ name }) => name.text) : ["*"];
    }
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isFunctionDeclaration(statement)) return [statement.name?.text ?? "default"];
    return ts.isVariableStatement(statement) ? statement.declarationList.declarations.map(({ name }) => (ts.isIdentifier(name) ? name.text : "*")) : [];
  });
}

function sources(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|js|jsx|mts)$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

/** "app/studio/[id]/page.tsx" is at "/studio/[id]"; a folder in parentheses is in no address. */
function addressOf(file: string): string {
  const folders = path.posix.dirname(file).split("/").slice(1).filter((folder) => !/^[(@]/.test(folder));
  return `/${folders.join("/")}`;
}

/** Every way into the server, read from the code: "page /studio/[sessionId]", "GET /api/health", "action sessions/saveDraft". */
export function doorsOf(root: string): string[] {
  const inApp = sources(root, "app").flatMap((file) => {
    const name = path.posix.parse(file).name;
    if (name === "page") return [`page ${addressOf(file)}`];
    if (name === "route") return exportsOf(path.join(root, file)).filter((one) => one === "*" || METHODS.includes(one)).map((method) => `${method} ${addressOf(file)}`);
    return METADATA.includes(name) ? [`${name} ${addressOf(file)}`] : [];
  });
  const actions = ["app", "components", "lib"].flatMap((folder) => sources(root, folder)).flatMap((file) => {
    if (!/^\s*(["'])use server\1/m.test(readFileSync(path.join(root, file), "utf8"))) return [];
    const domain = /^lib\/([^/]+)\/actions\.ts$/.exec(file)?.[1];
    // Elsewhere it is a door in the wrong place, and stands in the list by its file.
    return domain === undefined ? [`action in ${file}`] : exportsOf(path.join(root, file)).map((name) => `action ${domain}/${name}`);
  });
  return [...inApp, ...actions].sort();
}
