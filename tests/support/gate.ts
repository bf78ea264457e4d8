export type Gate = { passed: Promise<void>; open: () => void };

/** A promise that the test itself resolves: what waits for it waits for the test, not for a clock. */
export function gate(): Gate {
  let open = () => {};
  const passed = new Promise<void>((resolve) => { open = resolve; });
  return { passed, open };
}
