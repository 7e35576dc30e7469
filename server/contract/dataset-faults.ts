import { accept, type Result, refuse } from '#server/domain/facts/result';
import { type Dataset, dataset } from './dataset';
import { type Issue, saidOf } from './faults';

/** What is wrong in a file: where (JSON path, or line and column), what, and what to do. In French. */
export type Fault = { path: string; message: string; cure: string };

/** `['statements', 3, 'health']` → `$.statements[3].health`. */
export const jsonPath = (keys: readonly (string | number | symbol)[]): string =>
  keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return /^[A-Za-z_]\w*$/.test(String(key)) ? `${path}.${String(key)}` : `${path}[${JSON.stringify(key)}]`;
  }, '$');

/** Reads a parsed JSON file as a dataset, or tells every fault of its form. References are not looked up here. */
export const readDataset = (input: unknown): Result<Dataset, Fault[]> => {
  const read = dataset.safeParse(input);
  if (read.success) return accept(read.data);
  const said = read.error.issues.flatMap((issue) =>
    saidOf(issue as Issue, input, 'le format comptoir-dataset/1'),
  );
  return refuse(said.map(({ keys, message, cure }) => ({ path: jsonPath(keys), message, cure })));
};
