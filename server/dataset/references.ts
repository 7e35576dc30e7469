import { sql } from 'kysely';
import type { Db } from '#db/database';
import { type Item, type List, NOUNS } from '#db/dataset/nouns';
import { type Dataset, type Fault, jsonPath } from '#server/contract/dataset';

const SPEECH = { by: 'organisations' } as const;
const SCOPE = { platform: 'platforms' } as const;

/** Which fields of a list hold ids of which other. */
const REFERS: Partial<Record<List, Record<string, List>>> = {
  platforms: { dependsOn: 'platforms' },
  organisations: { platforms: 'platforms', mutuelles: 'mutuelles' },
  conventions: { ...SCOPE, mutuelle: 'mutuelles' },
  incidents: { platforms: 'platforms' },
  updates: { ...SPEECH, incident: 'incidents' },
  statements: { ...SPEECH, ...SCOPE, incident: 'incidents', update: 'updates', mutuelles: 'mutuelles' },
  confirmations: { ...SPEECH, statement: 'statements' },
  retractions: { ...SPEECH, statement: 'statements' },
  closings: { ...SPEECH, incident: 'incidents' },
  maintenances: { ...SPEECH, ...SCOPE },
  notices: { ...SPEECH, platforms: 'platforms', mutuelles: 'mutuelles', corrects: 'notices' },
  payments: { ...SPEECH, ...SCOPE, mutuelles: 'mutuelles' },
};

type Reference = { keys: (string | number)[]; target: List; id: string };

const referencesIn = (value: unknown, keys: (string | number)[], target: List): Reference[] => {
  if (typeof value === 'string') return [{ keys, target, id: value }];
  if (Array.isArray(value))
    return value.flatMap((each, index) => referencesIn(each, [...keys, index], target));
  return value === null ? [] : referencesIn((value as Item).platform, [...keys, 'platform'], target);
};

const referencesOf = (list: List, items: readonly Item[]): Reference[] =>
  items.flatMap((item, index) =>
    Object.entries(REFERS[list] ?? {}).flatMap(([field, target]) =>
      referencesIn(item[field], [list, index, field], target),
    ),
  );

const onRecord = async (db: Db, list: List, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const table = NOUNS.find((noun) => noun.list === list)?.table ?? list;
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where id = any(${ids}::text[])
  `.execute(db);
  return new Set(rows.map(({ id }) => id));
};

/** Ids that neither the file nor the record knows, each at its place. */
export const unknownReferences = async (db: Db, dataset: Dataset): Promise<Fault[]> => {
  const faults: Fault[] = [];
  const references = NOUNS.flatMap(({ list }) => referencesOf(list, dataset[list]));
  for (const { list, name } of NOUNS) {
    const inFile = new Set((dataset[list] as readonly Item[]).map(({ id }) => id));
    const elsewhere = references.filter(({ target, id }) => target === list && !inFile.has(id));
    if (elsewhere.length === 0) continue;
    const known = await onRecord(db, list, [...new Set(elsewhere.map(({ id }) => id))]);
    for (const { keys, id } of elsewhere.filter((reference) => !known.has(reference.id))) {
      const cure = 'Corrigez l’identifiant, ou importez d’abord le fichier qui le décrit.';
      faults.push({ path: jsonPath(keys), message: `${name} « ${id} » n’existe pas`, cure });
    }
  }
  return faults;
};
