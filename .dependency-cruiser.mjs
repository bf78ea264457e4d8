const rooms = "^(app|components|lib)/|^(instrumentation|proxy)\\.ts$";
const tests = "\\.test\\.tsx?$";
const ports = "^lib/server/(provider|storage|db)/";
const adapters = "^lib/server/(provider/runcomfy|storage/(uploadthing|local)|db/(sqlite|postgres))[^/]*\\.ts$";

/** The walls of the house: who may import whom. What a single file may do is in eslint.config.mjs. */
export default {
  forbidden: [
    {
      name: "components-stay-in-their-room",
      comment: "Components are drawn from props, queries and actions; the server and the routes are not theirs.",
      severity: "error",
      from: { path: "^components/" },
      to: { path: "^(lib/server|app)/" },
    },
    {
      name: "lib-knows-no-room-above",
      comment: "lib runs in browser, server and tests alike: it knows neither routes nor components.",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "only-actions-reach-the-server",
      comment: "In lib/<domain> the write door, actions.ts, is the one file that imports lib/server.",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/(server|emulator)/|/actions(\\.test)?\\.ts$" },
      to: { path: "^lib/server/" },
    },
    {
      name: "emulator-stands-alone",
      comment: "The emulator is another's server: it knows the models and a few words, nothing else of ours.",
      severity: "error",
      from: { path: "^lib/emulator/" },
      to: { path: rooms, pathNot: "^lib/(emulator/|models/|(result|ids|limits|references/reference)\\.ts$)" },
    },
    {
      name: "only-the-server-starts-the-emulator",
      comment: "The app talks to it as to the provider, over HTTP; boot.ts alone starts it.",
      severity: "error",
      from: { path: rooms, pathNot: "^lib/(server/boot|emulator/)" },
      to: { path: "^lib/emulator/" },
    },
    {
      name: "adapters-are-named-in-services",
      comment: "Use cases take ports as arguments; the composition root alone chooses their adapters.",
      severity: "error",
      from: { path: rooms, pathNot: `^lib/server/services\\.ts$|${ports}|${tests}` },
      to: { path: adapters },
    },
    {
      name: "texts-come-with-the-page",
      comment: "A page brings the texts of one language, as data; imported they would be code, in both. Their types cost nothing.",
      severity: "error",
      from: { path: rooms, pathNot: `^lib/server/|${tests}` },
      to: { path: "^lib/messages/(en|ko)\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "tests-stay-outside",
      comment: "What is served imports nothing from tests.",
      severity: "error",
      from: { path: rooms, pathNot: tests },
      to: { path: `^tests/|${tests}` },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "\\.next/" },
    tsConfig: { fileName: "tsconfig.json" },
    // A wall stands for types too.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
  },
};
