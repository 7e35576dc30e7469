import { z } from 'zod';
import { list } from './ids';

/** One of several faults of a body: where (JSON pointer), what, and the cure. */
export const fault = z.object({ pointer: z.string(), detail: z.string(), cure: z.string() });
export type Fault = z.infer<typeof fault>;

/**
 * `application/problem+json` (RFC 9457), with the place of the fault, the cure in words and the address where a program
 * finds what it needs (`see`), near matches of an unknown id, every fault of a body, the version in force of what
 * changed meanwhile, and by which reference support finds an accident.
 */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    pointer: z.string().optional(),
    cure: z.string().optional(),
    see: z.string().optional(),
    near: list(z.object({ id: z.string(), name: z.string() })).optional(),
    faults: list(fault).optional(),
    current: z.unknown().optional(),
    etag: z.string().optional(),
    retryAfter: z.number().int().optional(),
    reference: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;

/** What a schema refuses, said in French: what is wrong, and what to do. */

type Key = string | number | symbol;

/** An issue of zod, as far as we read it. */
export type Issue = {
  code?: string | undefined;
  path: readonly Key[];
  message: string;
  keys?: readonly string[];
  values?: readonly unknown[];
  expected?: unknown;
  params?: Record<string, unknown> | undefined;
  format?: unknown;
  minimum?: unknown;
  maximum?: unknown;
  origin?: unknown;
};

/** `isRule`: the form is right, a rule of ours refuses what it says. */
export type Said = { keys: readonly Key[]; message: string; cure: string; isRule: boolean };

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

const form = (keys: readonly Key[], message: string, cure: string): Said => ({
  keys,
  message,
  cure,
  isRule: false,
});

/** `help`: where to read about the form. */
export const saidOf = (issue: Issue, input: unknown, help: string): Said[] => {
  const given = valueAt(input, issue.path);
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return (issue.keys ?? []).map((key) =>
        form([...path, key], 'clé inconnue', `Retirez-la ou corrigez son nom : voyez ${help}.`),
      );
    case 'invalid_type': {
      const message =
        given === undefined ? 'valeur absente' : `${FRENCH[kindOf(given)]} n’a pas sa place ici`;
      return [form(path, message, `Attendu : ${FRENCH[String(issue.expected)] ?? String(issue.expected)}.`)];
    }
    case 'invalid_value': {
      const message =
        given === undefined ? 'valeur absente' : `valeur hors liste : ${JSON.stringify(given)?.slice(0, 80)}`;
      return [form(path, message, `Valeurs admises : ${(issue.values ?? []).map(String).join(', ')}.`)];
    }
    case 'custom':
      return [
        {
          keys: path,
          message: issue.message,
          cure: String(issue.params?.cure || `Voyez ${help}.`),
          isRule: issue.params?.isRule === true,
        },
      ];
    case 'too_small':
    case 'too_big':
      return [form(path, ...measured(issue, help))];
    case 'invalid_format':
      if (issue.format === 'url')
        return [
          form(path, 'adresse illisible', 'Donnez une adresse entière, par exemple https://exemple.fr/.'),
        ];
      return [form(path, ownWords(issue.message), `Voyez ${help}.`)];
    default:
      return [form(path, ownWords(issue.message), `Voyez ${help}.`)];
  }
};

/** The schema's own are English, unless we gave it others. */
export const isEnglish = (message: string): boolean => /^(Invalid|Too|Unrecognized|Expected)\b/.test(message);
const ownWords = (message: string): string => (isEnglish(message) ? 'forme inattendue' : message);

/** What is counted, by what it is counted of; numbers are compared as they are. */
const UNITS: Record<string, string> = { string: ' signes', array: ' éléments', set: ' éléments' };

/** « plus de 254 signes », « moins de 10 »; a schema that says it in French is believed. */
const measured = (issue: Issue, help: string): [message: string, cure: string] => {
  const { message, minimum, maximum, origin } = issue;
  if (!isEnglish(message)) return [message, `Voyez ${help}.`];
  const unit = UNITS[String(origin)] ?? '';
  if (minimum === 1 && unit !== '')
    return origin === 'string' ? ['texte vide', 'Écrivez-le.'] : ['liste vide', 'Donnez-en un au moins.'];
  return minimum === undefined
    ? [`plus de ${maximum}${unit}`, `Donnez ${maximum}${unit} au plus.`]
    : [`moins de ${minimum}${unit}`, `Donnez ${minimum}${unit} au moins.`];
};
