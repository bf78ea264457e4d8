import "server-only";
import type { Translator } from "@/lib/messages/translator";

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/**
 * What a stranger gets for a share that is not there, whyever: one text, made of nothing that differs between the reasons. The
 * framework's own 404 is drawn by a script, and in an order that tells how long its page was looked for.
 */
export const notTherePage = (t: Translator): string => `<!doctype html>
<html lang="${t.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(t("share.notThere"))}</title>
<style>
:root { color-scheme: light dark; font: 14px/20px ui-sans-serif, system-ui, sans-serif; word-break: keep-all; }
body { margin: 0 auto; padding: 0 20px; max-width: 440px; min-height: 100dvh; display: flex; flex-direction: column; justify-content: center; gap: 12px; }
h1, p { margin: 0; }
h1 { font-size: 18px; line-height: 24px; font-weight: 500; }
</style>
</head>
<body>
<h1>${escaped(t("share.notThere"))}</h1>
<p>${escaped(t("share.notThereWhy"))}</p>
</body>
</html>
`;
