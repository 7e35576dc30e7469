export type Unit = 'ms' | 'µs' | '/s' | 'kB' | 'MB' | '';

/**
 * A number that another revision's may be compared with. `beside`: how many times better it must be than that
 * revision's; against others the ratio is only shown.
 */
export type Figure = {
  name: string;
  value: number;
  unit: Unit;
  better: 'less' | 'more';
  beside?: { revision: string; least: number };
};

/**
 * One thing measured, beside its target; what depends on the machine comes with a floor of the same run. `figures`:
 * its numbers, in the same order whatever program was measured; empty: there is nothing to compare.
 */
export type Result = {
  what: string;
  target: string;
  measured: string;
  isMet: boolean;
  figures: readonly Figure[];
};

/** The program measured, by the folder of its sources. `rounds`: of a row that has rounds within it. */
export type Subject = { root: string; rounds: number };

/**
 * A row of the bench. `isInProcess`: it calls our own functions, and so cannot measure another revision. `prepare`: makes,
 * once for all rounds and by the program of one revision, what both are measured over.
 */
export type Measure = {
  id: string;
  isInProcess?: true;
  prepare?(root: string): Promise<Measure['run']>;
  run(subject: Subject): Promise<Result[]>;
};

export const less = (name: string, value: number, unit: Unit = 'ms'): Figure => ({
  name,
  value,
  unit,
  better: 'less',
});
export const more = (name: string, value: number, unit: Unit = '/s'): Figure => ({
  name,
  value,
  unit,
  better: 'more',
});

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
