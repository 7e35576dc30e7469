import { accept, type Result, refuse } from '#server/domain/result';
import { type Dataset, dataset } from './dataset';

/** What is wrong in a file: where (JSON path, or line and column), what, and what to do. In French. */
export type Fault = { path: string; message: string; cure: string };

type Key = string | number | symbol;

/** `['statements', 3, 'health']` → `$.statements[3].health`. */
export const jsonPath = (keys: readonly Key[]): string =>
  keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return /^[A-Za-z_]\w*$/.test(String(key)) ? `${path}.${String(key)}` : `${path}[${JSON.stringify(key)}]`;
  }, '$');

const valueAt = (input: unknown, keys: readonly Key[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Record<Key, unknown> | null | undefined)?.[key], input);

const FRENCH: Record<string, string> = {
  string: 'un texte',
  number: 'un nombre',
  boolean: 'vrai ou faux',
  array: 'une liste',
  object: 'un objet',
  null: 'null',
  undefined: 'rien',
};

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

type Issue = ReturnType<typeof issuesOf>[number];

const issuesOf = (input: unknown) => dataset.safeParse(input).error?.issues ?? [];

const faultsOf = (issue: Issue, input: unknown): Fault[] => {
  const path = jsonPath(issue.path);
  const given = valueAt(input, issue.path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: jsonPath([...issue.path, key]),
        message: 'clé inconnue',
        cure: 'Retirez-la ou corrigez son nom (comptoir-dataset/1).',
      }));
    case 'invalid_type': {
      const message =
        given === undefined ? 'valeur absente' : `${FRENCH[kindOf(given)]} n’a pas sa place ici`;
      return [{ path, message, cure: `Attendu : ${FRENCH[issue.expected] ?? issue.expected}.` }];
    }
    case 'invalid_value': {
      const message =
        given === undefined ? 'valeur absente' : `valeur hors liste : ${JSON.stringify(given)?.slice(0, 80)}`;
      return [{ path, message, cure: `Valeurs admises : ${issue.values.map(String).join(', ')}.` }];
    }
    case 'custom':
      return [{ path, message: issue.message, cure: String(issue.params?.cure ?? '') }];
    default:
      return [{ path, message: issue.message, cure: 'Voyez la forme comptoir-dataset/1.' }];
  }
};

/** Reads a parsed JSON file as a dataset, or tells every fault of its form. References are not looked up here. */
export const readDataset = (input: unknown): Result<Dataset, Fault[]> => {
  const read = dataset.safeParse(input);
  return read.success
    ? accept(read.data)
    : refuse(read.error.issues.flatMap((issue) => faultsOf(issue as Issue, input)));
};
