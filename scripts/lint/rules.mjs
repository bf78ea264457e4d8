import { basename } from "node:path";
import { untranslated } from "./untranslated.mjs";

const bannedNames = ["index", "util", "utils", "helper", "helpers", "types", "hooks"];
const bannedWords = ["job", "jobs", "task", "tasks", "prediction", "predictions", "item", "items", "entity", "entities", "manager", "helper", "helpers", "util", "utils"];

/** "GenerationCard.test.tsx" and "generation-card.ts" both give ["generation", "card"]. */
const words = (name) => name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase().split(/[^a-z]+/);

const fileName = {
  meta: { type: "problem", schema: [], messages: { drawer: "A file named '{{name}}' becomes a drawer: name it after what is in it.", word: "'{{word}}' is not a word of this field: see Words in ARCHITECTURE.md." } },
  create: (context) => ({
    Program(node) {
      const name = basename(context.filename).replace(/(\.(test|spec|d))?\.[cm]?[jt]sx?$/, "");
      if (bannedNames.includes(name.toLowerCase())) return context.report({ node, messageId: "drawer", data: { name } });
      const word = words(name).find((part) => bannedWords.includes(part));
      if (word) context.report({ node, messageId: "word", data: { word } });
    },
  }),
};

const serverOnly = {
  meta: { type: "problem", schema: [], messages: { first: 'A file in lib/server begins with: import "server-only"' } },
  create: (context) => ({
    Program(node) {
      const [first] = node.body;
      if (first?.type !== "ImportDeclaration" || first.source.value !== "server-only") context.report({ node: first ?? node, messageId: "first" });
    },
  }),
};

const environment = {
  meta: {
    type: "problem",
    schema: [{ type: "object", properties: { allow: { type: "array", items: { type: "string" } } }, additionalProperties: false }],
    messages: { door: "Only lib/server/env.ts reads the environment." },
  },
  create(context) {
    const allowed = context.options[0]?.allow ?? [];
    const isAllowed = ({ parent }) => parent.type === "MemberExpression" && !parent.computed && allowed.includes(parent.property.name);
    return {
      'MemberExpression[object.name="process"]:matches([property.name="env"], [property.value="env"])'(node) {
        if (!isAllowed(node)) context.report({ node, messageId: "door" });
      },
      'VariableDeclarator[init.name="process"] Property[key.name="env"]': (node) => context.report({ node, messageId: "door" }),
      'ImportDeclaration[source.value=/^(node:)?process$/]': (node) => context.report({ node, messageId: "door" }),
    };
  },
};

/** The walls that a single file can break and no published rule holds. */
export const walls = { meta: { name: "walls" }, rules: { "file-name": fileName, "server-only": serverOnly, environment, untranslated } };
