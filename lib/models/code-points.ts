/** Characters as a person counts them: code points, so that an emoji is one and not two. */
export const codePoints = (text: string): number => Array.from(text).length;
