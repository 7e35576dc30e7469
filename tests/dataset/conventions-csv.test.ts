import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileAs } from '#server/dataset/file';
import { importDataset } from '#server/dataset/load';
import { createDatabase } from '../support/runner/database';
import { aDataset, counted, load } from '../support/world/datasets';

const HEADER =
  'mutuelle;platform;professions;code;csr;from;to;source_url;source_kind;source_as_of;source_confidence';
const LINES = [
  HEADER,
  'alba;south;optician|nurse;SP;;2024-01-01;2025-01-01;https://example.org/;enquête;2024-02;high',
  'alba;north;all;;;;;;;;low',
];

const windows1252 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const read = (bytes: Uint8Array) => readFileAs('conventions.CSV', bytes);
const faultsOf = (lines: string[]) => {
  const done = read(Buffer.from(lines.join('\n')));
  return done.ok ? [] : done.refusal.map(({ path, message }) => `${path} : ${message}`);
};

let base: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  base = await createDatabase();
  await load(base.db, aDataset());
});
afterAll(() => base.close());

const EXPECTED = [
  {
    mutuelle: 'alba',
    platform: 'south',
    professions: ['optician', 'nurse'],
    code: 'SP',
    csr: null,
    from: '2024-01-01',
    to: '2025-01-01',
    source: { url: 'https://example.org/', kind: 'enquête', asOf: '2024-02', confidence: 'high' },
  },
  {
    mutuelle: 'alba',
    platform: 'north',
    professions: null,
    code: null,
    csr: null,
    from: null,
    to: null,
    source: { url: null, kind: null, asOf: null, confidence: 'low' },
  },
];

describe('a CSV of conventions', () => {
  const text = `${LINES.join('\r\n')}\r\n`;
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark, as Excel saves it', Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', windows1252(text)],
    ['with commas', Buffer.from(text.replaceAll(';', ','))],
    [
      'with quotes and empty lines',
      Buffer.from(text.replace('enquête', '"enquête"').replaceAll('\r\n', '\r\n\r\n')),
    ],
  ])('is read: %s', (_how, bytes) => {
    const done = read(bytes);
    expect(done.ok && done.value.dataset.conventions).toEqual(EXPECTED);
  });
  it('is refused by line and column', () => {
    expect(faultsOf([HEADER, 'alba;north;pilot;;;2024-1-1;;;;;sure', '', ';north;;;;;;;;;high'])).toEqual([
      'ligne 2, colonne professions : valeur hors liste : "pilot"',
      'ligne 2, colonne from : date illisible : « 2024-1-1 »',
      'ligne 2, colonne source_confidence : valeur hors liste : "sure"',
      'ligne 4, colonne mutuelle : valeur absente',
      'ligne 4, colonne professions : professions non précisées',
    ]);
  });
  it('is refused when its columns are not the ones agreed, or a line has too few', () => {
    expect(faultsOf([HEADER.replace('csr', 'CSR')])).toEqual([
      'ligne 1 : colonne inconnue « CSR »',
      'ligne 1 : colonne absente « csr »',
    ]);
    expect(faultsOf([...LINES, 'alba;north'])).toEqual(['ligne 4 : ligne illisible']);
  });
  it('is refused at the line that names a platform nobody knows', async () => {
    const done = read(
      Buffer.from([HEADER, 'alba;north;all;;;;;;;;low', 'alba;east;all;;;;;;;;low'].join('\n')),
    );
    if (!done.ok) throw new Error('unread');
    const loaded = await importDataset(base.db, done.value.dataset);
    expect(loaded.ok ? [] : loaded.refusal.map(({ path }) => done.value.locate(path))).toEqual([
      'ligne 3, colonne platform',
    ]);
  });
  it('loads like any dataset', async () => {
    const done = read(Buffer.from(text));
    if (!done.ok) throw new Error('unread');
    expect(counted(await importDataset(base.db, done.value.dataset))).toEqual({ conventions: '2 added' });
    expect(counted(await importDataset(base.db, done.value.dataset))).toEqual({});
  });
});
