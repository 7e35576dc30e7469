/** A callback of a timer or of an event: above it nothing could catch what it throws, or what its promise rejects with. */
export const guarded =
  <Given extends unknown[]>(work: (...given: Given) => unknown, failed: (error: unknown) => void) =>
  (...given: Given): void => {
    try {
      const done = work(...given);
      if (done instanceof Promise) done.catch(failed);
    } catch (error) {
      failed(error);
    }
  };

/** Work that never runs twice at once: callers that come while it runs share its result. */
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

/** `share`: of its own time that a work may take. Milliseconds. */
type Pace = { least: number; most: number; share: number };

/**
 * Works at once, and again when it was asked for meanwhile: never twice together, so that bursts count as one. Two begin
 * `least` apart, and further where the first took more than its share, `most` at most. What the work rejects with is its
 * own affair.
 */
export const atMostEvery = ({ least, most, share }: Pace, work: () => Promise<unknown>): (() => void) => {
  let apart = least;
  let begunAt = Number.NEGATIVE_INFINITY;
  let isAtWork = false;
  let isAskedAgain = false;
  let next: NodeJS.Timeout | null = null;
  const over = () => {
    isAtWork = false;
    apart = Math.min(most, Math.max(least, (performance.now() - begunAt) / share));
    if (isAskedAgain) ask();
  };
  const begin = () => {
    begunAt = performance.now();
    [next, isAtWork, isAskedAgain] = [null, true, false];
    work().then(over, over);
  };
  const ask = () => {
    if (isAtWork) isAskedAgain = true;
    else if (next) return;
    else if (performance.now() - begunAt >= apart) begin();
    else next = setTimeout(begin, begunAt + apart - performance.now()).unref();
  };
  return ask;
};
