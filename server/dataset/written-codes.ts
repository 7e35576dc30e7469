import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Unfound } from './written-names';

/** The codes or the CSR that the directory knows: of one platform, and of all. */
export type KnownCodes = { here: ReadonlySet<string>; anywhere: ReadonlySet<string> };

/** Said to be exactly this: `'3` or `="3"`; our pages print the apostrophe in its French form. */
const LITERAL = /^['’](.+)$|^="(.+)"$/s;
const EXPONENT = /^(\d+)(?:[.,](\d+))?E\+(\d{1,2})$/i;
const DATE = /^\d{1,2}\/\d{1,2}\/\d{4}$/;

const withoutZeros = (text: string): string => text.replace(/^0+(?=.)/, '');

/** `1E+05` and `1,00E+05` were 100000, or the code 1E5. */
const beforeExponent = (cell: string): { value: string; candidates: string[] } | null => {
  const [, whole = '', decimals = '', exponent = ''] = EXPONENT.exec(cell) ?? [];
  if (whole === '') return null;
  const kept = decimals.replace(/0+$/, '');
  const power = Number(exponent);
  const value = power < kept.length ? cell : `${whole}${kept}${'0'.repeat(power - kept.length)}`;
  return { value, candidates: kept === '' ? [value, `${whole}E${power}`] : [value] };
};

const ask = (cell: string, why: string, candidates: readonly string[]): Result<never, Unfound> => {
  const choices = candidates.map((each) => `« ${each} »`).join(' ou ');
  const question = choices === '' ? 'Quel est le code sur la carte ?' : `Est-ce ${choices} ?`;
  const how = 'Écrivez-le dans une cellule de texte, ou précédé d’une apostrophe dans le fichier';
  return refuse({
    message: `« ${cell} » : ${why}`,
    cure: `${question} ${how} : « '${candidates[0] ?? cell} » ; « '${cell} » si c’est bien celui-là.`,
  });
};

/** A code as it is on the card. What a spreadsheet may have made of another is asked about, never guessed. */
export const codeIn = (cell: string, { here, anywhere }: KnownCodes): Result<string, Unfound> => {
  const literal = LITERAL.exec(cell);
  if (literal) return accept(literal[1] ?? literal[2] ?? cell);
  if (anywhere.has(cell) && !/^\d/.test(cell)) return accept(cell);
  const exponent = beforeExponent(cell);
  if (exponent && !here.has(cell)) {
    const same = [...anywhere].filter((code) => /^\d/.test(code) && Number(code) === Number(exponent.value));
    return ask(cell, 'un tableur écrit ainsi un code qu’il prend pour un nombre', [
      ...new Set([...same, ...exponent.candidates]),
    ]);
  }
  if (DATE.test(cell) && !here.has(cell))
    return ask(cell, 'un tableur écrit ainsi un code qu’il prend pour une date', []);
  if (!/^(0|[1-9]\d*)$/.test(cell)) return accept(cell);
  const longer = (codes: ReadonlySet<string>) =>
    [...codes].filter((code) => /^0\d+$/.test(code) && withoutZeros(code) === cell).sort();
  const known = here.has(cell) ? longer(here) : longer(anywhere);
  if (known.length === 0) return accept(cell);
  return ask(cell, 'un tableur retire les zéros du début, et l’annuaire en connaît un avec', [
    ...known,
    cell,
  ]);
};
