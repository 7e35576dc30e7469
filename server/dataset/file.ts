import type { Db } from '#db/database';
import { type Item, type List, NOUNS } from '#db/dataset/nouns';
import { readItems } from '#db/dataset/record';
import { readByHand } from '#db/statements';
import { type Fault, readDataset } from '#server/contract/dataset';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { loadConventions } from './conventions-csv';
import { oncePerCause } from './line-faults';
import { type Loaded, loadDataset } from './load';
import { readSheet } from './sheet';

/** A file that can be read; `load` brings it into the record within a transaction, faults and warnings where its author sees them. */
export type ReadFile = { load(trx: Db): Promise<Result<Loaded, Fault[]>> };

const readJson = (bytes: Uint8Array): Result<unknown, Fault[]> => {
  try {
    // A BOM is taken away by the decoder; bytes that are not UTF-8 are refused rather than guessed.
    return accept(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    const cure = 'Le fichier doit être du JSON, en UTF-8 (ou un .csv de conventions).';
    return refuse([{ path: '$', message: `fichier illisible : ${(error as Error).message}`, cure }]);
  }
};

const LIST = /\.(csv|tsv|txt)$/i;

/**
 * Reads the bytes of a dataset: JSON, or a list of conventions by the end of its name. Tells every fault of its form.
 * `isReplacing`: a row of a list takes the place of the convention on record, rather than add its professions to it. `only`: the lists
 * that a dataset may hold; null: any.
 */
export const readFileAs = (
  name: string,
  bytes: Uint8Array,
  { isReplacing = false, only = null }: { isReplacing?: boolean; only?: readonly List[] | null } = {},
): Result<ReadFile, Fault[]> => {
  if (LIST.test(name)) {
    const rows = readSheet(bytes);
    return rows.ok
      ? accept({ load: (trx) => loadConventions(trx, rows.value, { isReplacing }) })
      : refuse(oncePerCause(rows.refusal));
  }
  const json = readJson(bytes);
  if (!json.ok) return json;
  const read = readDataset(json.value);
  if (!read.ok) return read;
  const others = NOUNS.filter(
    ({ list }) => only !== null && !only.includes(list) && read.value[list].length > 0,
  );
  if (others.length === 0) return accept({ load: (trx) => loadDataset(trx, read.value) });
  return refuse(
    others.map(({ list }) => ({
      path: `$.${list}`,
      message: 'cette liste ne se charge pas ainsi',
      cure: `Seules les listes ${only?.join(', ')} ; le reste se charge par la commande.`,
    })),
  );
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
      const byHand = await readByHand(view);
      lists.statements = (lists.statements ?? []).map((item) =>
        byHand.has((item as Item).id) ? { ...item, imported: false } : item,
      );
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
  ['notices', 'withdrawalReason', null],
  ['notices', 'mutuelles', null],
  ['platforms', 'amcNumbers', []],
  ['platforms', 'hosts', []],
  ['mutuelles', 'sources', []],
] as const satisfies readonly (readonly [List, string, unknown])[];
