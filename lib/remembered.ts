/** What is worked out of an object that never changes, once for each: a long sheet asks the same of thousands with every press. */
export function remembered<Key extends object, Value>(work: (of: Key) => Value): (of: Key) => Value {
  const known = new WeakMap<Key, { value: Value }>();
  return (of) => {
    const last = known.get(of);
    if (last) return last.value;
    const value = work(of);
    known.set(of, { value });
    return value;
  };
}
