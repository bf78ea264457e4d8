/** One text for each plural form that the language has; `{count}` decides which. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** A text with `{placeholders}`, or several of which the number `{count}` decides: as a number of things, or as a place in a row. */
export type Message = string | PluralForms | { readonly ordinal: PluralForms };

type TextsOf<M> = M extends string ? M : M extends { readonly ordinal: infer Forms } ? Forms[keyof Forms] : M[keyof M];
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The names of a message's placeholders. */
export type PlaceholdersOf<M> = NamesIn<TextsOf<M>>;
