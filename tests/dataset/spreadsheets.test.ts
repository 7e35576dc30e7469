import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileAs } from '#server/dataset/file';
import { importWith } from '#server/dataset/load';
import { createDatabase } from '../support/runner/database';
import { aDataset, load } from '../support/world/datasets';
import { FORMS } from './spreadsheets/forms';

const HERE = fileURLToPath(new URL('spreadsheets/', import.meta.url));
const run = promisify(execFile);
const hasLibreOffice = await run('soffice', ['--version']).then(
  () => true,
  () => false,
);

const DIRECTORY = aDataset({
  platforms: [
    { id: 'north', name: 'Nord', kind: 'operator', flows: ['idb', 'pec'] },
    { id: 'south', name: 'Sud Santé', kind: 'network', flows: ['pec'] },
  ],
  mutuelles: [
    { id: 'alba', name: 'Alba', aliases: ['L’Alba Œuvre'], amcNumbers: ['00410001'] },
    { id: 'etoile', name: 'Étoile & Cie' },
  ],
  conventions: [
    {
      mutuelle: 'alba',
      platform: 'north',
      professions: ['nurse'],
      from: '2024-01-01',
      source: { kind: 'site', asOf: '2023', confidence: 'high' },
    },
  ],
});

/** What every one of the lists says, whatever its form, once its rows are added to what the directory knew. */
const MEANT = [
  ['alba north', ['midwife', 'nurse', 'physician'], null, null, '2024-01-01', null, null, 'site', '2023'],
  [
    'alba south',
    ['dentist', 'nurse', 'optician'],
    'SP',
    null,
    '2024-02-01',
    '2025-01-01',
    'https://example.org/été',
    'enquête',
    '2024-02',
  ],
  ['etoile north', null, null, '003', '2024-03-01', null, null, 'presse\nrégionale', '2024-03-15'],
  ['etoile south', ['optician'], 'IS', '12', null, null, null, null, null],
];

/** What the record says once a list is loaded, and the rows that say it. */
const loaded = async (bytes: Uint8Array) => {
  const base = await createDatabase();
  try {
    await load(base.db, DIRECTORY);
    const read = readFileAs('liste.csv', bytes);
    if (!read.ok) throw new Error(JSON.stringify(read.refusal));
    const done = await importWith(base.db, read.value.load);
    if (!done.ok) throw new Error(JSON.stringify(done.refusal));
    const conventions = await base.db
      .selectFrom('convention')
      .selectAll()
      .orderBy('mutuelle')
      .orderBy('platform')
      .execute();
    const said = conventions.map((each) => [
      `${each.mutuelle} ${each.platform}`,
      each.professions && [...each.professions].sort(),
      each.code,
      each.csr,
      each.from,
      each.to,
      each.sourceUrl,
      each.sourceKind,
      each.sourceAsOf,
    ]);
    return { said, lines: [...done.value.lines.values()] };
  } finally {
    await base.close();
  }
};

const EXPECTED = { said: MEANT, lines: [[2, 5], [4], [6], [8]] };

describe('a list saved by LibreOffice in its French forms', () => {
  it('comes in twelve', () => {
    expect(new Set(FORMS.map(({ name }) => name)).size).toBe(12);
  });
  it.each(FORMS.map(({ name }) => name))('imports as meant: %s', async (name) => {
    expect(await loaded(await readFile(join(HERE, `${name}.csv`)))).toEqual(EXPECTED);
  });
});

describe.skipIf(!hasLibreOffice)('a list that LibreOffice saves anew', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'comptoir-lists-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(FORMS)('imports as meant: $name', async ({ workbook, filter }) => {
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const source = join(HERE, `${workbook}.fods`);
    await run('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', folder, source]);
    expect(await loaded(await readFile(join(folder, `${workbook}.csv`)))).toEqual(EXPECTED);
  });
});
