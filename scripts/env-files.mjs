import { createRequire } from "node:module";
import { join } from "node:path";
import { root } from "./command.mjs";

/** Reads .env and its siblings into the environment, as Next does for `npm start`; answers their names. What is set already stays. */
export function loadEnvFiles() {
  const require = createRequire(join(root, "node_modules/next/package.json"));
  const { loadedEnvFiles } = require("@next/env").loadEnvConfig(root, false, { info: () => {}, error: console.error });
  return loadedEnvFiles.map(({ path }) => path);
}
