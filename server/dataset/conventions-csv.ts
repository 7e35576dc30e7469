import { CsvError, type Info, parse } from 'csv-parse/sync';
import { csvTextOf } from '#server/contract/csv-text';
import type { Fault } from '#server/contract/dataset';
import { accept, type Result, refuse } from '#server/domain/facts/result';

/** The columns of a CSV of conventions, and where each lies in a convention of the dataset. */
const PLACES = {
  mutuelle: 'mutuelle',
  platform: 'platform',
  professions: 'professions',
  code: 'code',
  csr: 'csr',
  from: 'from',
  to: 'to',
  source_url: 'source.url',
  source_kind: 'source.kind',
  source_as_of: 'source.asOf',
  source_confidence: 'source.confidence',
};
type Column = keyof typeof PLACES;
const COLUMNS = Object.keys(PLACES) as Column[];

type Row = { line: number; cells: Partial<Record<Column, string>> };

/** A dataset still to be checked, and how to say in lines and columns what is wrong with it. */
export type ReadCsv = { input: unknown; locate(path: string): string };

const checkHeader = (names: readonly string[]): Fault[] => {
  const cure = `L’en-tête est : ${COLUMNS.join(';')}.`;
  const unknown = names.filter((name) => !COLUMNS.includes(name as Column));
  const missing = COLUMNS.filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => ({ path: 'ligne 1', message: `colonne inconnue « ${name} »`, cure })),
    ...missing.map((name) => ({ path: 'ligne 1', message: `colonne absente « ${name} »`, cure })),
    ...(new Set(names).size < names.length
      ? [{ path: 'ligne 1', message: 'une colonne figure deux fois', cure }]
      : []),
  ];
};

const rowsOf = (text: string): { names: string[]; rows: Row[] } => {
  const [header = ''] = text.split(/\r?\n/, 1);
  const delimiter = header.includes(';') ? ';' : ',';
  const options = { delimiter, trim: true, skip_empty_lines: true, info: true } as const;
  const records = parse(text, options) as unknown as { record: string[]; info: Info }[];
  const names = records[0]?.record ?? [];
  const rows = records.slice(1).map(({ record, info }) => ({
    line: info.lines,
    cells: Object.fromEntries(names.map((name, index) => [name, record[index] || undefined])),
  }));
  return { names, rows };
};

const professionsIn = (cell: string | undefined): unknown =>
  cell === undefined || cell === 'all' ? cell : cell.split('|').map((name) => name.trim());

const conventionOf = ({ cells }: Row): unknown => ({
  mutuelle: cells.mutuelle,
  platform: cells.platform,
  professions: professionsIn(cells.professions),
  code: cells.code,
  csr: cells.csr,
  from: cells.from,
  to: cells.to,
  source: {
    url: cells.source_url,
    kind: cells.source_kind,
    asOf: cells.source_as_of,
    confidence: cells.source_confidence,
  },
});

const locateIn =
  (rows: readonly Row[]) =>
  (path: string): string => {
    const [, index, field = ''] = /^\$\.conventions\[(\d+)\]\.?([A-Za-z.]*)/.exec(path) ?? [];
    const line = rows[Number(index)]?.line;
    const column = COLUMNS.find((name) => PLACES[name] === field);
    return line === undefined ? path : `ligne ${line}${column ? `, colonne ${column}` : ''}`;
  };

const unreadable = (error: unknown): Fault[] => {
  if (!(error instanceof CsvError)) throw error;
  const cure = 'Chaque ligne a autant de cellules que l’en-tête ; un guillemet ouvert se ferme.';
  return [{ path: `ligne ${String(error.lines ?? 1)}`, message: 'ligne illisible', cure }];
};

/** Reads a CSV of conventions, `;` or `,`, UTF-8 or Windows-1252, into the form of a dataset. */
export const readConventionsCsv = (bytes: Uint8Array): Result<ReadCsv, Fault[]> => {
  try {
    const { names, rows } = rowsOf(csvTextOf(bytes));
    const faults = checkHeader(names);
    if (faults.length > 0) return refuse(faults);
    const input = { format: 'comptoir-dataset/1', conventions: rows.map(conventionOf) };
    return accept({ input, locate: locateIn(rows) });
  } catch (error) {
    return refuse(unreadable(error));
  }
};
