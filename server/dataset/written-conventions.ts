import type { ConventionColumn } from '#server/contract/convention-columns';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Profession } from '#server/domain/facts/vocabulary';
import type { Convention, Told } from './adding';
import type { LineFault } from './line-faults';
import type { Row } from './sheet';
import { confidenceIn, dayIn, partialDateIn, professionsIn } from './written-cells';
import { codeIn, type KnownCodes } from './written-codes';
import type { Unfound } from './written-names';

/** What the directory knows of what people write in a list. */
export type Known = {
  mutuelleOf(written: string): Result<string, Unfound>;
  platformOf(written: string): Result<string, Unfound>;
  codesOf(column: 'code' | 'csr', platform: string): KnownCodes;
};

/** Reads the cells of a row one by one, and gathers what is wrong with each. */
const readerOf = ({ line, cells }: Row) => {
  const faults: LineFault[] = [];
  const wrong = (column: ConventionColumn, said: readonly Unfound[]): void => {
    faults.push(...said.map(({ message, cure }) => ({ line, column, message, cure })));
  };
  const told = <T>(column: ConventionColumn, read: Result<T, Unfound | Unfound[]>): T | null => {
    if (read.ok) return read.value;
    wrong(column, [read.refusal].flat());
    return null;
  };
  return {
    faults,
    /** Null when there is nothing in the cell. */
    maybe<T>(column: ConventionColumn, read: (cell: string) => Result<T, Unfound | Unfound[]>): T | null {
      const cell = cells[column];
      return cell === undefined ? null : told(column, read(cell));
    },
    must<T>(
      column: ConventionColumn,
      cure: string,
      read: (cell: string) => Result<T, Unfound | Unfound[]>,
    ): T | null {
      if (cells[column] === undefined) wrong(column, [{ message: 'cellule vide', cure }]);
      return this.maybe(column, read);
    },
  };
};

const asWritten = (cell: string): Result<string, Unfound> => accept(cell);

const WHO = 'Nommez les professions, séparées par « | », ou écrivez « tous ».';
const BY_NAME = 'Écrivez son identifiant, son nom exact ou un de ses alias.';

/** A row as a convention, or everything that is wrong with it. */
export const conventionIn = (row: Row, known: Known): Result<Told, LineFault[]> => {
  const read = readerOf(row);
  const mutuelle = read.must('mutuelle', BY_NAME, known.mutuelleOf) ?? '';
  const platform = read.must('platform', BY_NAME, known.platformOf) ?? '';
  const professions = read.must<Profession[] | null>('professions', WHO, professionsIn);
  const code = read.maybe('code', (cell) => codeIn(cell, known.codesOf('code', platform)));
  const csr = read.maybe('csr', (cell) => codeIn(cell, known.codesOf('csr', platform)));
  const from = read.maybe('from', dayIn);
  const to = read.maybe('to', dayIn);
  const url = read.maybe('source_url', asWritten);
  const kind = read.maybe('source_kind', asWritten);
  const asOf = read.maybe('source_as_of', partialDateIn);
  const confidence = read.must(
    'source_confidence',
    'high, medium ou low (haute, moyenne, basse).',
    confidenceIn,
  );
  if (read.faults.length > 0 || confidence === null) return refuse(read.faults);
  const source = { url, kind, asOf, confidence };
  const convention: Convention = { mutuelle, platform, professions, code, csr, from, to, source };
  return accept({ convention, lines: [row.line] });
};
