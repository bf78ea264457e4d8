import { describe, expect, test } from "vitest";
import { en } from "@/lib/messages/en";
import { ko } from "@/lib/messages/ko";
import type { Message } from "@/lib/messages/message";

const textsOf = (message: Message): string[] => (typeof message === "string" ? [message] : Object.values("ordinal" in message ? message.ordinal : message));
const placeholdersIn = (text: string): string[] => [...text.matchAll(/\{(\w*)\}/g)].map(([, name = ""]) => name).sort();
const all = (messages: Readonly<Record<string, Message>>) => Object.entries(messages).flatMap(([key, message]) => textsOf(message).map((text) => ({ key, text })));

test("both languages have the same texts in the same order, so that they can be read side by side", () => {
  expect(Object.keys(ko)).toEqual(Object.keys(en));
});

/** What every form of a text names; a form may leave the count out: "in a minute". */
const named = (message: Message) => [...new Set(textsOf(message).flatMap(placeholdersIn))].sort();

test.each(Object.entries<Message>(en))("%s has the same placeholders in both languages", (key, message) => {
  const other = Object.entries<Message>(ko).find(([name]) => name === key)?.[1] ?? "";
  expect(named(other)).toEqual(named(message));
});

describe.each([["en", en], ["ko", ko]] as const)("%s", (language, messages) => {
  test("has only plural forms that the language has, and all of them", () => {
    for (const [key, message] of Object.entries<Message>(messages)) {
      if (typeof message === "string") continue;
      const [forms, type] = "ordinal" in message ? [message.ordinal, "ordinal" as const] : [message, "cardinal" as const];
      expect([key, Object.keys(forms).sort()]).toEqual([key, new Intl.PluralRules(language, { type }).resolvedOptions().pluralCategories.sort()]);
    }
  });
  test("has no empty text, none with a space at its end, and every brace closed", () => {
    for (const { key, text } of all(messages)) {
      expect([key, text === text.trimEnd() && text !== "", /[{}]/.test(text.replace(/\{\w+\}/g, ""))]).toEqual([key, true, false]);
    }
  });
});

test("no Korean particle hangs on a value whose last letter nobody knows", () => {
  const particle = /\}(은|는|이|가|을|를|과|와|으로|로|이나|나|이라|라|아|야)(?![가-힣])/;
  expect(all(ko).filter(({ text }) => particle.test(text))).toEqual([]);
});
