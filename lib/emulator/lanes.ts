export type Lanes = ReturnType<typeof lanesOf>;

/** Lets at most `width` errands run at once; the others wait in the order they came. */
export function lanesOf(width: number) {
  let free = width;
  const waiting: (() => void)[] = [];
  return {
    async run<T>(errand: () => Promise<T>): Promise<T> {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => { waiting.push(resolve); });
      try {
        return await errand();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
}
