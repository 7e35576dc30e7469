/** Work that is never done twice at once: whoever asks while it is under way is given what comes of it. */
export const oneAtATime = <Outcome>(work: () => Promise<Outcome>): (() => Promise<Outcome>) => {
  let underWay: Promise<Outcome> | null = null;
  return async () => {
    underWay ??= work();
    const own = underWay;
    try {
      return await own;
    } finally {
      if (underWay === own) underWay = null;
    }
  };
};
