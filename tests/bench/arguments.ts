import { parseArgs } from 'node:util';

/** What the command line asks for. `beside`: the revision to compare with. */
export type Order = { kind: 'measure'; rows: readonly string[]; beside: string | null };
export type Asked = Order | { kind: 'help' } | { kind: 'refused'; why: string };

export const usage = (rows: readonly string[]): string =>
  `npm run bench -- [LIGNE …] [--beside RÉVISION]

Mesure les cibles de vitesse, chacune à côté d’un plancher de la même exécution ; sans LIGNE, toutes.
Code de sortie 1 dès qu’une cible est manquée.

  LIGNE                ${rows.join(', ')}
  --beside RÉVISION    construit cette révision (commit, branche, étiquette) dans une copie de travail temporaire,
                       mesure tour à tour notre programme et le sien, jamais les deux sous charge à la fois, et
                       donne les deux chiffres et leur rapport

  BENCH_ROUNDS         combien de tours (3)
  BENCH_WRITE_SECONDS, BENCH_REST_SECONDS, BENCH_RAW_DAYS
                       durée des écritures (60), du repos (300), jours de mesures brutes (7)
  BENCH_YEAR           la part d’une année qui est inventée pour la ligne « year » (1)
`;

const HELP = 'Voyez npm run bench -- --help.';
const OPTIONS = { beside: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;

const refused = (why: string): Asked => ({ kind: 'refused', why });

/** Reads the arguments of the command. `rows`: the names there are. A refusal names the cure. */
export const readArguments = (args: readonly string[], rows: readonly string[]): Asked => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
  });
  const unknownOption = Object.keys(values).find((name) => !(name in OPTIONS));
  if (unknownOption !== undefined) return refused(`Option inconnue : « ${unknownOption} ». ${HELP}`);
  if (values.help) return { kind: 'help' };
  const unknown = positionals.filter((name) => !rows.includes(name));
  if (unknown.length > 0)
    return refused(`Ligne inconnue : « ${unknown.join(' », « ')} » ; donnez-en parmi ${rows.join(', ')}.`);
  const { beside = null } = values;
  if (beside !== null && (typeof beside !== 'string' || beside === ''))
    return refused('--beside attend une révision, par exemple « --beside 3a9ac2b » ou « --beside main ».');
  return { kind: 'measure', rows: positionals, beside };
};
