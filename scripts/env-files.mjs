import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./command.mjs";

/** Reads .env and its siblings into the environment, as Next does for `npm start`, or `npm run dev`; answers their names. What is set already stays. */
export function loadEnvFiles({ isDev = false } = {}) {
  const require = createRequire(join(root, "node_modules/next/package.json"));
  const { loadedEnvFiles } = require("@next/env").loadEnvConfig(root, isDev, { info: () => {}, error: console.error });
  return loadedEnvFiles.map(({ path }) => path);
}
