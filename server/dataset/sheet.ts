import { CsvError, parse } from 'csv-parse/sync';
import { CONVENTION_COLUMNS, type ConventionColumn } from '#server/contract/convention-columns';
import { csvTextOf } from '#server/contract/csv-text';
import { fold } from '#server/contract/search/typed';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { LineFault } from './line-faults';
import { nearestOf } from './nearest';

/** A list of conventions as a spreadsheet saves it, or as its cells are pasted: rows of cells by column. */
export type Row = { line: number; cells: Partial<Record<ConventionColumn, string>> };
export type Sheet = { rows: Row[]; faults: LineFault[] };

const HEADER_CURE = `L’en-tête est : ${CONVENTION_COLUMNS.join(';')}.`;

const fault = (line: number, message: string, cure: string): LineFault => ({
  line,
  column: null,
  message,
  cure,
});

/** A first line that only tells the delimiter: spreadsheets read it and do not show it. */
const SEPARATOR_LINE = /^"?sep=([^"\r\n])"?[;,\t]*(?:\r\n|\r|\n|$)/i;
const DELIMITERS = [';', ',', '\t'];
/** How an Excel workbook begins, of today and of before 2007, whatever it is called. */
const WORKBOOKS = ['PK\u0003\u0004', '\u00d0\u00cf\u0011\u00e0'];

const columnNamed = (cell: string): string => fold(cell.trim()).replace(/[\s-]+/g, '_');
const isColumn = (name: string): name is ConventionColumn =>
  (CONVENTION_COLUMNS as readonly string[]).includes(name);

const countKnown = (line: string, delimiter: string): number =>
  line.split(delimiter).filter((cell) => isColumn(columnNamed(cell.replaceAll('"', '')))).length;

const delimiterOf = (text: string, announced: string | undefined): string => {
  const first = text.split(/\r\n|\r|\n/).find((line) => line.replace(/[;,\t"\s]/g, '') !== '') ?? '';
  const [best = ';'] = [...(announced ? [announced] : []), ...DELIMITERS]
    .map((delimiter) => ({ delimiter, known: countKnown(first, delimiter) }))
    .sort((a, b) => b.known - a.known)
    .map(({ delimiter }) => delimiter);
  return best;
};

/** Every row, the empty ones too: the number of a row is the one that a spreadsheet shows beside it. */
const recordsOf = (text: string, delimiter: string): string[][] => {
  const isTab = delimiter === '\t';
  return parse(text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    // Copied cells have no quotes of their own around a text that merely holds some; a tab is never blank there.
    relax_quotes: isTab,
    ltrim: !isTab,
    rtrim: !isTab,
  });
};

const isEmpty = (record: readonly string[]): boolean => record.every((cell) => cell.trim() === '');

/** A line of more names than that is no header of ours, mistyped. */
const MOST_COLUMNS = 50;

const faultsOfHeader = (line: number, cells: readonly string[]): LineFault[] => {
  const names = cells.map(columnNamed);
  const missing = CONVENTION_COLUMNS.filter((name) => !names.includes(name));
  const isOther = names.filter((name) => name !== '').length > MOST_COLUMNS;
  if (isOther || missing.length > CONVENTION_COLUMNS.length - 2) {
    const read = cells.join(' ').slice(0, 80);
    return [
      fault(
        line,
        `en-tête non reconnu : « ${read} »`,
        `${HEADER_CURE} Séparateur « ; », « , » ou tabulation.`,
      ),
    ];
  }
  const nearOf = new Map<string, string | undefined>();
  for (const name of names.filter((each) => each !== '' && !isColumn(each)))
    nearOf.set(
      name,
      nearestOf(
        name,
        missing.map((id) => ({ id, names: [id] })),
      ).at(0)?.id,
    );
  const meant = new Set(nearOf.values());
  const twice = names.filter((name, index) => name !== '' && names.indexOf(name) < index);
  return [
    ...[...nearOf].map(([name, near]) => {
      const written = cells[names.indexOf(name)]?.trim() ?? name;
      return fault(
        line,
        `colonne inconnue « ${written} »`,
        near ? `Est-ce « ${near} » ? ${HEADER_CURE}` : HEADER_CURE,
      );
    }),
    ...missing
      .filter((name) => !meant.has(name))
      .map((name) => fault(line, `colonne absente « ${name} »`, HEADER_CURE)),
    ...[...new Set(twice)].map((name) => fault(line, `colonne « ${name} » présente deux fois`, HEADER_CURE)),
  ];
};

const faultsOfRow = (line: number, cells: readonly string[], header: readonly string[]): LineFault[] => {
  const named = header.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (cells.length < named) {
    return cells.length === 1
      ? [fault(line, 'une seule cellule lue', 'Le séparateur des lignes est celui de l’en-tête.')]
      : [
          fault(
            line,
            `${cells.length} cellules lues pour ${named} colonnes`,
            'Chaque ligne a autant de cellules que l’en-tête, vides comprises.',
          ),
        ];
  }
  const stray = cells.find((cell, index) => cell.trim() !== '' && (header[index] ?? '').trim() === '');
  return stray === undefined
    ? []
    : [
        fault(
          line,
          `cellule « ${stray.trim().slice(0, 40)} » hors des colonnes`,
          'Chaque ligne a autant de cellules que l’en-tête ; un texte qui contient le séparateur est entre guillemets.',
        ),
      ];
};

const sheetOf = (records: readonly string[][]): Sheet => {
  const top = records.findIndex((record) => !isEmpty(record));
  const header = records[top] ?? [];
  if (top < 0) return { rows: [], faults: [fault(1, 'fichier vide', HEADER_CURE)] };
  const wrong = faultsOfHeader(top + 1, header);
  if (wrong.length > 0) return { rows: [], faults: wrong };
  const names = header.map(columnNamed);
  const sheet: Sheet = { rows: [], faults: [] };
  for (const [index, record] of records.entries()) {
    if (index <= top || isEmpty(record)) continue;
    const line = index + 1;
    sheet.faults.push(...faultsOfRow(line, record, header));
    sheet.rows.push({
      line,
      cells: Object.fromEntries(
        names
          .map((name, place) => [name, record[place]?.trim() || undefined])
          .filter(([name]) => name !== ''),
      ),
    });
  }
  return sheet;
};

const unreadable = (error: unknown): LineFault => {
  if (!(error instanceof CsvError)) throw error;
  return fault(
    Number(error.records ?? 0) + 1,
    'ligne illisible',
    'Un guillemet ouvert se ferme ; un guillemet dans un texte est doublé.',
  );
};

/** Reads a list: `;`, `,` or tab, in any encoding that a spreadsheet saves. Refused when its rows cannot be told. */
export const readSheet = (bytes: Uint8Array): Result<Row[], LineFault[]> => {
  const whole = csvTextOf(bytes);
  if (WORKBOOKS.some((start) => whole.startsWith(start))) {
    const cure =
      'Enregistrez la feuille sous « Texte CSV », ou copiez ses cellules et collez-les dans la page.';
    return refuse([fault(1, 'ce fichier est un classeur, pas un CSV', cure)]);
  }
  const announced = SEPARATOR_LINE.exec(whole);
  const text = announced ? whole.slice(announced[0].length) : whole;
  try {
    const { rows, faults } = sheetOf(recordsOf(text, delimiterOf(text, announced?.[1])));
    return faults.length > 0 ? refuse(faults) : accept(rows);
  } catch (error) {
    return refuse([unreadable(error)]);
  }
};
