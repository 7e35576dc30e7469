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

/**
 * Works at once, and again when it was asked for meanwhile: never twice together, and begun `ms` apart, so that bursts count
 * as one. What the work rejects with is its own affair.
 */
export const atMostEvery = (ms: number, work: () => Promise<unknown>): (() => void) => {
  let begunAt = Number.NEGATIVE_INFINITY;
  let isAtWork = false;
  let isAskedAgain = false;
  let next: NodeJS.Timeout | null = null;
  const over = () => {
    isAtWork = false;
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
    else if (performance.now() - begunAt >= ms) begin();
    else next = setTimeout(begin, begunAt + ms - performance.now()).unref();
  };
  return ask;
};
