/** Lets so many works go at once; the others wait in the order they came. */
export const atMost = (most: number) => {
  const waiting: (() => void)[] = [];
  let going = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (going >= most) await new Promise<void>((turn) => waiting.push(turn));
    else going += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else going -= 1;
    }
  };
};
