/** One thing measured, beside its target; figures that depend on the machine come with a floor of the same run. */
export type Result = { what: string; target: string; measured: string; isMet: boolean };
export type Measure = { id: string; run(): Promise<Result[]> };

export const quantile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
};

/** How long each of `count` runs took, one after the other; milliseconds. */
export const timesOf = async (count: number, work: () => Promise<unknown>): Promise<number[]> => {
  const times: number[] = [];
  for (let each = 0; each < count; each += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
};

export const ms = (value: number): string => `${value.toFixed(1)} ms`;
export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;
