/** Nothing but a slash and what is looked for; more letters than this are a prompt that begins with a slash. */
const SLASH = /^\s*\/([^\n]{0,100})$/u;

/** What is looked for among examples and earlier prompts; null where the prompt is one already, or the caret stands elsewhere. */
export function slashQuery(text: string, caret: number): string | null {
  const query = SLASH.exec(text)?.[1];
  return query !== undefined && caret === text.length ? query.trim() : null;
}
