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
          cure: String(issue.params?.cure ?? ''),
          isRule: issue.params?.isRule === true,
        },
      ];
    default:
      return [form(path, issue.message, `Voyez ${help}.`)];
  }
};
