/** Said alike in every language. */
const NAMES = /\b(Contact Sheet|RunComfy|UploadThing|JSON|JPEG|PNG|HEIC|SHA-256|sRGB|curl|TypeScript|Python|[KMG]B)\b/g;
const KEYS = /\b(Ctrl|Shift|Alt|Esc|Enter|Tab|Del|Home|End|PageUp|PageDown)\b/g;
const hasWords = (text) => /\p{L}{2,}/u.test(text.replace(NAMES, "").replace(KEYS, ""));
/** "Make the missing one", not "flex items-center": class names begin with a small letter. */
const readsAsSentence = (text) => /^\s*\p{Lu}\p{Ll}*('s)?[ ,:]+\p{L}/u.test(text.replace(KEYS, "").replace(NAMES, "Name"));

const SHOWN_ATTRIBUTES = new Set(["aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext", "title", "placeholder", "alt", "label", "text", "hint", "fact"]);
const SHOWN_PROPERTIES = new Set(["text", "label", "title", "description", "happened", "charge", "todo", "next", "alt", "hint"]);
const SPEAKERS = new Set(["announce", "showToast"]);

/** What a literal becomes a part of, through choices, templates and sums. */
function wholeOf(node) {
  const { parent } = node;
  const isPart = (parent.type === "ConditionalExpression" && parent.test !== node) || parent.type === "LogicalExpression" || parent.type === "TemplateLiteral" ||
    (parent.type === "BinaryExpression" && parent.operator === "+") || parent.type === "TSAsExpression" || parent.type === "JSXExpressionContainer" || parent.type === "ArrowFunctionExpression";
  return isPart ? wholeOf(parent) : node;
}

const isElement = ({ type }) => type === "JSXElement" || type === "JSXFragment";

function isShown(node) {
  const { parent } = wholeOf(node);
  switch (parent.type) {
    case "JSXElement":
    case "JSXFragment": return true;
    case "JSXAttribute": return SHOWN_ATTRIBUTES.has(parent.name.name);
    case "Property": return !parent.computed && SHOWN_PROPERTIES.has(parent.key.name ?? parent.key.value);
    case "CallExpression": return SPEAKERS.has(parent.callee.name);
    default: return false;
  }
}

/** A bug's own words and a type's are for nobody who looks at the page; `data-name` is English in both languages. */
function isApart(node) {
  const { parent } = wholeOf(node);
  return ["NewExpression", "TSLiteralType"].includes(parent.type) || (parent.type === "JSXAttribute" && ["name", "data-name", "aria-keyshortcuts"].includes(parent.name.name));
}

/** What a person reads or hears stands in lib/messages, in both languages, and is asked for by its key. */
export const untranslated = {
  meta: { type: "problem", schema: [], messages: { words: "'{{text}}' is said in one language: put it into lib/messages and ask t() for it." } },
  create(context) {
    const judge = (node, text) => {
      if ((isShown(node) ? hasWords(text) : readsAsSentence(text)) && !isApart(node)) context.report({ node, messageId: "words", data: { text: text.trim().slice(0, 40) } });
    };
    return {
      JSXText: (node) => { if (isElement(node.parent) && hasWords(node.value)) judge(node, node.value); },
      Literal: (node) => { if (typeof node.value === "string") judge(node, node.value); },
      TemplateElement: (node) => judge(node, node.value.cooked ?? ""),
    };
  },
};
