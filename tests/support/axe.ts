import axe from "axe-core";
import type { Page } from "playwright/test";
import { z } from "zod";

const resultsSchema = z.object({ violations: z.array(z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) })) });
/** So much of an element tells which it is. */
const HTML_CHARS = 240;

/** Hand the focus on in the moment that they get it: Base UI's way round a menu or dialog. */
const GUARDS = "[data-base-ui-focus-guard]";
/** What stands over the page is in none of its regions, and need not be. */
const POPUPS = "[role=menu], [role=listbox]";

/** What axe finds against the page as it stands, in the theme that it has; a line for each element. As text: a page's policy lets no other script in. */
async function violationsIn(page: Page, rules: "all" | "colours"): Promise<string[]> {
  await page.evaluate(`window.axe ?? (() => { ${axe.source} })()`);
  const only = rules === "colours" ? 'runOnly: ["color-contrast"],' : "";
  const { violations } = resultsSchema.parse(await page.evaluate(`window.axe.run({ include: [["html"]], exclude: [${JSON.stringify(GUARDS)}] }, {
    resultTypes: ["violations"], ${only} ...(document.querySelector(${JSON.stringify(POPUPS)}) ? { rules: { region: { enabled: false } } } : {}),
  })`));
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html.slice(0, HTML_CHARS)} ${failureSummary ?? ""}`));
}

/** In both themes: of the second only what a theme can change. */
export async function violationsOn(page: Page): Promise<string[]> {
  const inTheme = async (theme: "light" | "dark", rules: "all" | "colours") => {
    await page.evaluate((name) => { document.documentElement.dataset.theme = name; }, theme);
    return (await violationsIn(page, rules)).map((text) => `${theme}: ${text}`);
  };
  return [...(await inTheme("light", "all")), ...(await inTheme("dark", "colours"))];
}
