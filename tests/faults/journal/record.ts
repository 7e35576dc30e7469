import type { Db } from '#db/database';
import { readDataset } from '#server/contract/dataset';
import { importDataset } from '#server/dataset/load';

const PLATFORMS = 20;
const MUTUELLES = 3_000;
const EVENTS = 700;

const START = Date.parse('2025-01-01T08:00:00Z');
const instant = (number: number): string => new Date(START + number * 3_600_000).toISOString();
const range = <T>(count: number, one: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => one(i));

/** A made-up record of more than 10,000 facts, of every noun. */
const facts = () => ({
  format: 'comptoir-dataset/1',
  platforms: range(PLATFORMS, (n) => ({
    id: `p${n}`,
    name: `Plateforme ${n}`,
    kind: 'operator',
    flows: ['pec'],
  })),
  mutuelles: range(MUTUELLES, (n) => ({ id: `m${n}`, name: `Mutuelle ${n}` })),
  organisations: [
    ...range(PLATFORMS, (n) => ({
      id: `o${n}`,
      name: `Opérateur ${n}`,
      kind: 'operator',
      platforms: [`p${n}`],
    })),
    { id: 'desk', name: 'Bureau', kind: 'desk' },
    { id: 'union', name: 'Syndicat', kind: 'union', professions: ['optician'] },
  ],
  conventions: range(MUTUELLES, (n) => ({
    mutuelle: `m${n}`,
    platform: `p${n % PLATFORMS}`,
    professions: 'all',
    from: '2024-01-01',
    source: { confidence: 'high' },
  })),
  incidents: range(EVENTS, (n) => ({ id: `i${n}`, title: `Panne ${n}`, platforms: [`p${n % PLATFORMS}`] })),
  updates: range(EVENTS, (n) => ({
    id: `u${n}`,
    incident: `i${n}`,
    by: 'desk',
    stage: 'investigating',
    text: `Point ${n}`,
    effectiveAt: instant(n),
    recordedAt: instant(n),
  })),
  statements: range(EVENTS, (n) => ({
    id: `s${n}`,
    incident: `i${n}`,
    by: `o${n % PLATFORMS}`,
    platform: `p${n % PLATFORMS}`,
    flows: ['pec'],
    effectiveAt: instant(n),
    recordedAt: instant(n),
    professions: 'all',
    health: 'down',
    text: `Dit ${n}`,
  })),
  confirmations: range(EVENTS, (n) => ({ statement: `s${n}`, by: 'desk', recordedAt: instant(n + 1) })),
  retractions: range(EVENTS, (n) => ({
    statement: `s${n}`,
    by: 'desk',
    recordedAt: instant(n + 2),
    reason: `Non ${n}`,
  })),
  closings: range(EVENTS, (n) => ({
    incident: `i${n}`,
    by: 'desk',
    note: `Fin ${n}`,
    effectiveAt: instant(n + 3),
    recordedAt: instant(n + 3),
  })),
  maintenances: range(EVENTS, (n) => ({
    id: `w${n}`,
    by: 'desk',
    platform: `p${n % PLATFORMS}`,
    flows: ['pec'],
    professions: 'all',
    from: instant(n + 24),
    to: instant(n + 25),
    recordedAt: instant(n),
    text: `Fenêtre ${n}`,
  })),
  notices: range(EVENTS, (n) => ({
    id: `n${n}`,
    by: 'union',
    publishedAt: instant(n),
    professions: ['optician'],
    platforms: [],
    title: `Avis ${n}`,
    body: `Texte ${n}`,
  })),
});

export const loadLongRecord = async (db: Db): Promise<void> => {
  const read = readDataset(facts());
  const done = read.ok ? await importDataset(db, read.value) : read;
  if (!done.ok) throw new Error(JSON.stringify(done.refusal).slice(0, 500));
};
