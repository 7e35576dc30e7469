import type { Db } from '#db/database';
import { type Fault, readDataset } from '#server/contract/dataset';
import { type Import, importDataset } from '#server/dataset/load';
import type { Result } from '#server/domain/facts/result';

/** A small made-up record, in the form of a dataset file; `given` replaces whole lists. */
export const aDataset = (given: Record<string, unknown> = {}): Record<string, unknown> => ({
  format: 'comptoir-dataset/1',
  platforms: [
    { id: 'north', name: 'Nord', kind: 'operator', flows: ['idb', 'pec'] },
    {
      id: 'south',
      name: 'Sud',
      kind: 'network',
      flows: ['pec'],
      dependsOn: [
        { platform: 'north', flows: ['pec'] },
        { platform: 'south', flows: [] },
      ],
      contacts: [{ label: 'Téléphone', value: '01 23 45 67 89', checkedOn: '2024-01' }],
    },
  ],
  mutuelles: [{ id: 'alba', name: 'Alba', aliases: ['ALBA Santé'], amcNumbers: ['00410001'] }],
  conventions: [
    {
      mutuelle: 'alba',
      platform: 'north',
      professions: 'all',
      from: '2024-01-01',
      source: { confidence: 'high' },
    },
  ],
  organisations: [
    { id: 'north', name: 'Nord', kind: 'operator', platforms: ['north'] },
    { id: 'union', name: 'Syndicat', kind: 'union', professions: ['optician'] },
    { id: 'desk', name: 'Comptoir', kind: 'desk' },
  ],
  incidents: [{ id: 'outage', title: 'Panne', cause: 'technical', platforms: ['north'] }],
  ...given,
});

export const aSaying = (given: Record<string, unknown> = {}): Record<string, unknown> => ({
  id: 's1',
  incident: 'outage',
  by: 'north',
  effectiveAt: '2024-02-01T10:00:00+01:00',
  recordedAt: '2024-02-01T10:05:00+01:00',
  platform: 'north',
  flows: ['idb'],
  professions: 'all',
  health: 'down',
  ...given,
});

/** Reads and imports, as the command does. */
export const load = async (
  db: Db,
  input: unknown,
  options?: { dryRun: boolean },
): Promise<Result<Import, Fault[]>> => {
  const read = readDataset(input);
  return read.ok ? importDataset(db, read.value, options) : read;
};

/** What an import counts, the lists it leaves alone aside: `{ statements: '1 added' }`. */
export const counted = (done: Result<Import, Fault[]>): Record<string, string> => {
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  const counts = done.value.differences.map(({ list, added, changed, closed }) => {
    const words = Object.entries({ added, changed, closed }).filter(([, keys]) => keys.length > 0);
    return [list, words.map(([word, keys]) => `${keys.length} ${word}`).join(', ')] as const;
  });
  return Object.fromEntries(counts.filter(([, words]) => words !== ''));
};

export const faultsOf = (done: Result<Import, Fault[]>): Fault[] => (done.ok ? [] : done.refusal);
export const pathsOf = (done: Result<Import, Fault[]>): string[] => faultsOf(done).map(({ path }) => path);
