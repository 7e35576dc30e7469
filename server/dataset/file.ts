import type { Db } from '#db/database';
import { type Item, type List, NOUNS } from '#db/dataset/nouns';
import { readItems } from '#db/dataset/record';
import { type Dataset, type Fault, readDataset } from '#server/contract/dataset';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { readConventionsCsv } from './conventions-csv';

/** A file as a dataset; `locate` turns the JSON path of a fault into what its author sees. */
export type ReadFile = { dataset: Dataset; locate(path: string): string };

const readJson = (bytes: Uint8Array): Result<unknown, Fault[]> => {
  try {
    // A BOM is taken away by the decoder; bytes that are not UTF-8 are refused rather than guessed.
    return accept(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const cure = 'Le fichier doit être du JSON, en UTF-8 (ou un .csv de conventions).';
    return refuse([{ path: '$', message: `fichier illisible : ${(error as Error).message}`, cure }]);
  }
};

/** Reads the bytes of a dataset: JSON, or conventions when the name ends in .csv. Tells every fault of its form. */
export const readFileAs = (name: string, bytes: Uint8Array): Result<ReadFile, Fault[]> => {
  const isCsv = name.toLowerCase().endsWith('.csv');
  const csv = isCsv ? readConventionsCsv(bytes) : null;
  if (csv && !csv.ok) return csv;
  const json = csv ? accept(csv.value.input) : readJson(bytes);
  if (!json.ok) return json;
  const locate = csv?.value.locate ?? ((path: string) => path);
  const read = readDataset(json.value);
  return read.ok
    ? accept({ dataset: read.value, locate })
    : refuse(read.refusal.map((fault) => ({ ...fault, path: locate(fault.path) })));
};

const ALL_AS_WORD = ['conventions', 'statements', 'maintenances', 'notices', 'payments'];

/** The whole public record as one dataset file, in a stable order, as of one instant; instants in UTC. */
export const readWhole = (db: Db): Promise<object> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (view) => {
      const lists: Record<string, object[]> = {};
      for (const noun of NOUNS) {
        const items = await readItems(view, noun);
        lists[noun.list] = ALL_AS_WORD.includes(noun.list)
          ? items.map((item) => ({ ...item, professions: item.professions ?? 'all' }))
          : items;
      }
      for (const [list, key, silent] of LATER_KEYS)
        lists[list] = (lists[list] ?? []).map((item) =>
          JSON.stringify((item as Item)[key]) === JSON.stringify(silent)
            ? { ...item, [key]: undefined }
            : item,
        );
      return { format: 'comptoir-dataset/1', ...lists };
    });

/** Keys that came after the format was fixed: absent when they say nothing. */
const LATER_KEYS = [
  ['statements', 'witness', true],
  ['notices', 'corrects', null],
  ['notices', 'mutuelles', null],
  ['platforms', 'amcNumbers', []],
  ['platforms', 'hosts', []],
  ['mutuelles', 'sources', []],
] as const satisfies readonly (readonly [List, string, unknown])[];
