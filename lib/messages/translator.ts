import type { en } from "@/lib/messages/en";
import type { Language } from "@/lib/messages/language";
import type { Message, PlaceholdersOf } from "@/lib/messages/message";
import { once } from "@/lib/once";

type English = typeof en;
export type MessageKey = keyof English;

/** All texts of one language. */
export type Messages = Readonly<Record<MessageKey, Message>>;

type ValuesFor<Name extends string> = Readonly<{ [N in Name]: N extends "count" ? number : string | number }>;

/** Those that a page needs. */
export type SomeMessages = Readonly<Partial<Messages>>;

/** What a message needs to be told, as further arguments: none where it has no placeholder. */
export type ValuesOf<Key extends MessageKey> = [PlaceholdersOf<English[Key]>] extends [never] ? [] : [ValuesFor<PlaceholdersOf<English[Key]>>];

/**
 * Says a message in the language. `{count}` is written as the language writes numbers ("1,234") and decides the plural;
 * every other value stands as it was given, so that a take's number or a limit stays what scripts and servers call it.
 */
export type Translator = {
  <Key extends MessageKey>(key: Key, ...values: ValuesOf<Key>): string;
  readonly language: Language;
};

/** From here on a language groups the digits. */
const GROUPED_FROM = 1000;

export function translatorOf(language: Language, messages: SomeMessages): Translator {
  // Made when they are asked for: a browser's first formatter costs a telephone some 40 ms, before the page can be used.
  const numbers = once(() => new Intl.NumberFormat(language));
  const cardinals = once(() => new Intl.PluralRules(language));
  const ordinals = once(() => new Intl.PluralRules(language, { type: "ordinal" }));
  const formOf = (message: Message, count: number): string => {
    if (typeof message === "string") return message;
    const [forms, rules] = "ordinal" in message ? [message.ordinal, ordinals] : [message, cardinals];
    return forms[rules().select(count)] ?? forms.other;
  };
  const written = (count: number): string => (Number.isInteger(count) && count >= 0 && count < GROUPED_FROM ? String(count) : numbers().format(count));
  const translate = <Key extends MessageKey>(key: Key, ...[values]: ValuesOf<Key>): string => {
    const given: Readonly<Record<string, string | number>> = values ?? {};
    // A page may be given the texts of a newer build, which no longer has this one.
    const text = formOf(messages[key] ?? key, Number(given.count));
    return text.replace(/\{(\w+)\}/g, (_, name: string) => (name === "count" ? written(Number(given.count)) : String(given[name])));
  };
  return Object.assign(translate, { language });
}
