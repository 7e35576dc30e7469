/** Names of a directory, and some that were: beyond, all are forgotten. */
const MAX_REMEMBERED = 20_000;

/** The same function of a text, which makes each of its answers once. */
export const remembered = (make: (text: string) => string): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(text, made);
    return made;
  };
};
