import type { Db } from '#db/database';
import { type Item, keyOf, NOUNS } from '#db/dataset/nouns';
import { readItems } from '#db/dataset/record';
import { type Fault, readDataset } from '#server/contract/dataset';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { addUp, type Convention, type Told } from './adding';
import { readKnown } from './known-names';
import { type LineFault, oncePerCause, placeOf } from './line-faults';
import { type Loaded, loadDataset, oneAtATime } from './load';
import type { Row } from './sheet';
import { conventionIn } from './written-conventions';

const CONVENTIONS = NOUNS.find(({ list }) => list === 'conventions') as (typeof NOUNS)[number];
const conventionKey = (convention: Convention): string => keyOf(CONVENTIONS, convention);

const FIELDS = {
  code: 'code',
  csr: 'csr',
  'source.url': 'source_url',
  'source.kind': 'source_kind',
} as const;

/** Where in the list something of the dataset comes from: `$.conventions[3].source.url` → « ligne 5, colonne source_url ». */
const locateIn =
  (told: readonly Told[]) =>
  (path: string): string => {
    const [, index, field = ''] = /^\$\.conventions\[(\d+)\]\.?([A-Za-z.]*)/.exec(path) ?? [];
    const lines = told[Number(index)]?.lines;
    return lines ? placeOf(lines, FIELDS[field as keyof typeof FIELDS] ?? null) : path;
  };

const onRecord = async (trx: Db, told: readonly Told[]): Promise<ReadonlyMap<string, Convention>> => {
  const mutuelles = [...new Set(told.map(({ convention }) => convention.mutuelle))];
  const items = await readItems(trx, CONVENTIONS, mutuelles);
  return new Map(items.map((item) => [keyOf(CONVENTIONS, item), item as unknown as Convention]));
};

const written = ({ professions, ...rest }: Convention): Item => ({
  ...rest,
  professions: professions ?? 'all',
});

/** A warning says itself what one may do about it. */
const warned = ({ path, message, cure }: Fault) => ({
  path,
  message: cure === '' ? message : `${message}. ${cure}`,
});

/**
 * Brings the rows of a list of conventions into the record, within a transaction: each adds its professions to the
 * convention of its key, or with `isReplacing` takes its place. All of them, or every fault once.
 */
export const loadConventions = async (
  trx: Db,
  rows: readonly Row[],
  { isReplacing }: { isReplacing: boolean },
): Promise<Result<Loaded, Fault[]>> => {
  await oneAtATime(trx);
  const known = await readKnown(trx, rows);
  const read = rows.map((row) => conventionIn(row, known));
  const faults: LineFault[] = read.flatMap((each) => (each.ok ? [] : each.refusal));
  const told = read.flatMap((each) => (each.ok ? [each.value] : []));
  const added = addUp(told, await onRecord(trx, told), conventionKey, { isReplacing });
  if (faults.length + added.faults.length > 0) return refuse(oncePerCause([...faults, ...added.faults]));

  const locate = locateIn(added.told);
  const located = <T extends { path: string }>(each: T): T => ({ ...each, path: locate(each.path) });
  const conventions = added.told.map(({ convention }) => written(convention));
  const dataset = readDataset({ format: 'comptoir-dataset/1', conventions });
  if (!dataset.ok) return refuse(dataset.refusal.map(located));
  const loaded = await loadDataset(trx, dataset.value);
  if (!loaded.ok) return refuse(loaded.refusal.map(located));
  return accept({
    ...loaded.value,
    warnings: [...oncePerCause(added.warnings).map(warned), ...loaded.value.warnings.map(located)],
    lines: new Map(added.told.map(({ convention, lines }) => [conventionKey(convention), lines])),
  });
};
