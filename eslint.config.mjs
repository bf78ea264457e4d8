import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { walls } from "./scripts/lint/rules.mjs";

const code = ["**/*.{ts,tsx,mts}"];
const outside = ["scripts/**", "tests/**", "**/*.test.{ts,tsx}", "*.config.{ts,mjs}"];
const outgoing = "Outgoing calls go through lib/server/http.ts: deadline, size cap, address check.";
const parents = { group: ["../*", ".."], message: 'Import by "@/...".' };
const networkModules = [
  ...["undici", "http", "node:http", "https", "node:https", "http2", "node:http2", "tls", "node:tls"].map((name) => ({ name, allowTypeImports: true, message: outgoing })),
  // Telling an address from a name sends nothing.
  ...["net", "node:net"].map((name) => ({ name, allowImportNames: ["isIP", "isIPv4", "isIPv6", "BlockList"], message: outgoing })),
];

export default defineConfig(
  globalIgnores([".next/", "data/", "test-results/", "next-env.d.ts", "public/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true } },
  { files: [...code, "**/*.mjs"], plugins: { walls }, rules: { "walls/file-name": "error", "no-unused-vars": "error", "prefer-const": "error", eqeqeq: "error" } },
  {
    files: code,
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { walls },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // What UploadThing's middleware must throw; its type hides that it is an Error.
      "@typescript-eslint/only-throw-error": ["error", { allow: [{ from: "package", name: "UploadThingError", package: "@uploadthing/shared" }] }],
      "no-unused-vars": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/ban-ts-comment": ["error", { "ts-expect-error": true }],
      // Plugins and stores hand out functions that use no "this".
      "@typescript-eslint/unbound-method": "off",
      // A port is asynchronous even where its adapter has nothing to wait for.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-restricted-imports": ["error", { patterns: [parents] }],
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportAllDeclaration", message: "No barrels: import from the file that has it." },
        { selector: "ExportNamedDeclaration[source]", message: "No barrels: import from the file that has it." },
      ],
    },
  },
  {
    files: code,
    ignores: outside,
    rules: {
      "no-console": "error",
      "walls/environment": "error",
      "no-restricted-globals": ["error", { globals: ["fetch", "XMLHttpRequest", "WebSocket", "EventSource"].map((name) => ({ name, message: outgoing })), checkGlobalObject: true }],
      "@typescript-eslint/no-restricted-imports": ["error", { paths: networkModules, patterns: [parents] }],
    },
  },
  { files: ["{app,components}/**/*.{ts,tsx}"], extends: [reactHooks.configs.flat.recommended] },
  { files: ["{app,components}/**/*.{ts,tsx}"], ignores: ["**/*.test.{ts,tsx}"], rules: { "walls/untranslated": "error" } },
  // Fixtures hand on the runner's own words.
  { files: ["tests/**"], rules: { "no-restricted-syntax": "off" } },
  { files: ["lib/server/**/*.ts"], ignores: ["**/*.test.ts"], rules: { "walls/server-only": "error" } },
  { files: ["lib/server/log.ts"], rules: { "no-console": "off" } },
  { files: ["lib/server/env.ts"], rules: { "walls/environment": "off" } },
  { files: ["instrumentation.ts"], rules: { "walls/environment": ["error", { allow: ["NEXT_RUNTIME"] }] } },
  { files: ["lib/*/queries.ts", "lib/shares/visitor-queries.ts", "lib/read-json.ts"], rules: { "no-restricted-globals": "off" } },
  { files: ["lib/server/http.ts", "lib/emulator/**"], rules: { "no-restricted-globals": "off", "@typescript-eslint/no-restricted-imports": ["error", { patterns: [parents] }] } },
  {
    // Where Next (or a tool) demands a default export.
    files: ["app/**/{page,layout,template,error,global-error,not-found,loading,default,opengraph-image,twitter-image,icon,apple-icon,manifest,robots,sitemap}.{ts,tsx}", "*.config.ts", "{proxy,instrumentation}.ts"],
    rules: { "no-restricted-exports": "off" },
  },
);
