/** A number of images named in a prompt; `start` and `end` are UTF-16 indices around the whole phrase. */
export type CountMention = {
  count: number;
  start: number;
  end: number;
  /** The phrase with another number, in the person's own form. */
  withCount: (count: number) => string;
};
