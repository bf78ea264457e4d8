import type { Page } from "playwright/test";
import { en } from "@/lib/messages/en";
import { ko } from "@/lib/messages/ko";
import type { Message } from "@/lib/messages/message";

const textsOf = (message: Message): string[] => (typeof message === "string" ? [message] : Object.values("ordinal" in message ? message.ordinal : message));
/** Of two letters and more; a placeholder's name is none, nor what the engine is called. */
const wordsIn = (text: string): string[] => text.replace(/\{\w+\}|Contact Sheet/g, " ").toLowerCase().match(/[a-z][a-z_']+/g) ?? [];
const wordsOf = (messages: Readonly<Record<string, Message>>) => new Set(Object.values(messages).flatMap(textsOf).flatMap(wordsIn));

/** Every word of the English texts that the Korean ones do without: formats, units and variables are said alike. */
const said = wordsOf(ko);
const englishWords = new Set([...wordsOf(en)].filter((word) => !said.has(word)));

/** What is seen, and what is told to a screen reader, but for what a person wrote or is written in another language on purpose. */
const shownOn = (page: Page): Promise<string[]> => page.evaluate(() => {
  const attributes = ["aria-label", "aria-description", "aria-valuetext", "aria-roledescription", "title", "placeholder", "alt"];
  const isOurs = (element: Element) => element.closest("[lang]")?.getAttribute("lang") === "ko" && element.closest("script, style, noscript, kbd") === null;
  const shown = [document.title];
  for (const element of document.querySelectorAll("body *")) {
    if (!isOurs(element) || !element.checkVisibility()) continue;
    for (const name of attributes) shown.push(element.getAttribute(name) ?? "");
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) shown.push(node.textContent ?? "");
  }
  return shown;
});

/** Texts of a page in Korean that have an English word of ours in them. */
export async function leftInEnglish(page: Page): Promise<string[]> {
  const texts = (await shownOn(page)).filter((text) => wordsIn(text).some((word) => englishWords.has(word)));
  return [...new Set(texts)];
}
