import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONVENTION_COLUMNS } from '#server/contract/convention-columns';
import { readFileAs } from '#server/dataset/file';
import { importWith } from '#server/dataset/load';
import { createDatabase } from '../support/runner/database';
import { aDataset, counted, load } from '../support/world/datasets';

const HEADER = CONVENTION_COLUMNS.join(';');
const SOUTH = 'alba;south;optician|nurse;SP;;2024-01-01;2025-01-01;https://example.org/;enquête;2024-02;high';
const NORTH = 'alba;north;all;;;;;;;;low';

const DIRECTORY = aDataset({
  mutuelles: [
    { id: 'alba', name: 'Alba', aliases: ['ALBA Santé', 'Les Deux'], amcNumbers: ['00410001'] },
    { id: 'borea', name: 'Boréa', aliases: ['Les deux', 'L’Œuvre'], amcNumbers: ['00520002'] },
  ],
  conventions: [
    {
      mutuelle: 'alba',
      platform: 'north',
      professions: ['pharmacist', 'dentist'],
      from: '2024-01-01',
      source: { url: 'https://alba.example/', kind: 'site', asOf: '2024', confidence: 'medium' },
    },
    {
      mutuelle: 'borea',
      platform: 'north',
      professions: 'all',
      code: '03',
      csr: '007',
      from: '2020-01-01',
      to: '2023-01-01',
      source: { confidence: 'high' },
    },
  ],
});

let base: Awaited<ReturnType<typeof createDatabase>>;
beforeEach(async () => {
  base = await createDatabase();
  await load(base.db, DIRECTORY);
});
afterEach(() => base.close());

type Given = { name?: string; isReplacing?: boolean };

const bring = async (
  bytes: Uint8Array | string,
  { name = 'conventions.CSV', isReplacing = false }: Given = {},
) => {
  const read = readFileAs(name, Buffer.from(bytes), { isReplacing });
  return read.ok ? importWith(base.db, read.value.load) : read;
};
const bringRows = (rows: readonly string[], given: Given = {}) => bring([HEADER, ...rows].join('\n'), given);

const faultsOf = async (lines: readonly string[]) => {
  const done = await bring(lines.join('\n'));
  return done.ok ? [] : done.refusal.map(({ path, message }) => `${path} : ${message}`);
};
const curesOf = async (lines: readonly string[]) => {
  const done = await bring(lines.join('\n'));
  return done.ok ? [] : done.refusal.map(({ cure }) => cure);
};
const warningsOf = async (rows: readonly string[], given: Given = {}) => {
  const done = await bringRows(rows, given);
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return done.value.warnings.map(({ path, message }) => `${path} : ${message}`);
};

const convention = (mutuelle: string, platform: string, from: string | null) =>
  base.db
    .selectFrom('convention')
    .selectAll()
    .where('mutuelle', '=', mutuelle)
    .where('platform', '=', platform)
    .where('from', 'is not distinct from', from)
    .executeTakeFirstOrThrow();

const text = `${[HEADER, SOUTH, NORTH].join('\r\n')}\r\n`;
const windows1252 = (given: string): Uint8Array => Uint8Array.from(given, (letter) => letter.charCodeAt(0));
const utf16 = (given: string): Buffer => Buffer.from(given, 'utf16le');
const french = text
  .replace('optician|nurse', 'Opticiens | infirmier')
  .replace('all;', 'Tous;')
  .replace('2024-01-01;2025-01-01', '01/01/2024;1/1/2025 00:00:00')
  .replace('2024-02', '02/2024')
  .replace('high', 'Haute');

describe('a list of conventions', () => {
  it.each<[string, Uint8Array | string]>([
    ['UTF-8', text],
    ['UTF-8 with a mark, as Excel saves it', `\ufeff${text}`],
    ['Windows-1252', windows1252(text)],
    ['UTF-16 with a mark', utf16(`\ufeff${text}`)],
    ['UTF-16 without', utf16(text)],
    ['UTF-16, the other way round, with a mark', utf16(`\ufeff${text}`).swap16()],
    ['UTF-16, the other way round, without', utf16(text).swap16()],
    ['with commas', text.replaceAll(';', ',')],
    ['with tabs, as cells are pasted', text.replaceAll(';', '\t')],
    ['with a line for the delimiter', `sep=;\r\n${text}`],
    ['with a line for another delimiter than its own', `"sep=;"\r\n${text.replaceAll(';', ',')}`],
    ['with quotes and empty lines', text.replace('enquête', '"enquête"').replaceAll('\r\n', '\r\n\r\n')],
    [
      'with empty rows and an empty last column',
      `;;;\r\n${text.replaceAll('\r\n', ';\r\n;;;;;;;;;;;;\r\n')}`,
    ],
    ['with the ends of lines of an old Macintosh', text.replaceAll('\r\n', '\r')],
    [
      'with a header in capitals, spaced',
      text.replace(HEADER, HEADER.toUpperCase().replaceAll(';', ' ; ').replaceAll('_', ' ')),
    ],
    ['in the words of France', french],
    ['by names', text.replaceAll('alba;', 'ALBA  SANTE;').replace('south', 'SUD').replace('north', 'nord')],
    ['by a number that lost its zeros', text.replaceAll('alba;', '410001;')],
  ])('is read: %s', async (_how, bytes) => {
    const done = await bring(bytes);
    expect(done.ok ? null : done.refusal).toBeNull();
    expect(await convention('alba', 'south', '2024-01-01')).toMatchObject({
      professions: ['optician', 'nurse'],
      code: 'SP',
      csr: null,
      to: '2025-01-01',
      sourceUrl: 'https://example.org/',
      sourceKind: 'enquête',
      sourceAsOf: '2024-02',
      sourceConfidence: 'high',
    });
    expect(await convention('alba', 'north', null)).toMatchObject({
      professions: null,
      code: null,
      to: null,
      sourceUrl: null,
      sourceConfidence: 'low',
    });
  });
  it('loads like any dataset: twice, it changes nothing the second time', async () => {
    expect(counted(await bring(text))).toEqual({ conventions: '2 added' });
    expect(counted(await bring(text))).toEqual({});
  });
  it('is a list when it is saved as a text', async () => {
    const cells = [HEADER, SOUTH, NORTH].join('\n').replaceAll(';', '\t');
    expect(counted(await bring(cells, { name: 'liste.txt' }))).toEqual({ conventions: '2 added' });
  });
});

describe('what a row adds', () => {
  const ROW = 'alba;north;optician;;;2024-01-01;;;;;high';
  it('is its professions, and nothing is lost', async () => {
    expect(await warningsOf([ROW])).toEqual([]);
    expect(await convention('alba', 'north', '2024-01-01')).toMatchObject({
      professions: ['pharmacist', 'dentist', 'optician'],
      sourceUrl: 'https://alba.example/',
      sourceConfidence: 'medium',
    });
  });
  it('is as sure as the less sure of the two', async () => {
    await bringRows([ROW.replace('high', 'low')]);
    expect(await convention('alba', 'north', '2024-01-01')).toMatchObject({ sourceConfidence: 'low' });
  });
  it('is never its source where there is one, and says so', async () => {
    const sourced = ROW.replace(';;;;high', ';https://autre.example/;;;high');
    expect(await warningsOf([sourced, NORTH])).toEqual([
      expect.stringMatching(/^ligne 2 : une autre source/),
    ]);
    expect(await convention('alba', 'north', '2024-01-01')).toMatchObject({
      sourceUrl: 'https://alba.example/',
    });
  });
  it('takes the place of the convention when replacing, and says what is lost', async () => {
    expect(await warningsOf([ROW], { isReplacing: true })).toEqual([
      'ligne 2, colonne professions : remplacer retire : pharmaciens, dentistes',
    ]);
    expect(await convention('alba', 'north', '2024-01-01')).toMatchObject({
      professions: ['optician'],
      sourceUrl: null,
      sourceConfidence: 'high',
    });
  });
  it.each([false, true])(
    'adds up with the other rows of its key, replacing or not: %s',
    async (isReplacing) => {
      await bringRows([SOUTH, SOUTH.replace('optician|nurse', 'dentist')], { isReplacing });
      const { professions } = await convention('alba', 'south', '2024-01-01');
      expect(professions).toEqual(['optician', 'nurse', 'dentist']);
      await bringRows([SOUTH, SOUTH.replace('optician|nurse', 'tous')], { isReplacing });
      expect((await convention('alba', 'south', '2024-01-01')).professions).toBeNull();
    },
  );
  it('is an end, when it names everyone it ends for', async () => {
    const ending = (professions: string, to: string) =>
      `alba;north;${professions};;;2024-01-01;${to};;;;high`;
    expect(await faultsOf([HEADER, ending('dentist', '2026-01-01')])).toEqual([
      'ligne 2, colonne to : la convention de l’annuaire sert aussi pharmaciens : cette fin la clorait pour tous',
    ]);
    expect(counted(await bringRows([ending('dentist|pharmacist', '2026-01-01')]))).toEqual({
      conventions: '1 closed',
    });
    expect(await faultsOf([HEADER, ending('dentist', '2027-01-01')])).toEqual([
      'ligne 2, colonne to : la convention finit le 2026-01-01 dans l’annuaire, ici le 2027-01-01',
    ]);
  });
  it('never opens again what is over', async () => {
    const row = 'borea;north;optician;03;007;2020-01-01;;;;;high';
    expect(await warningsOf([row])).toEqual([
      'ligne 2, colonne to : finie le 2023-01-01 dans l’annuaire : elle le reste. ' +
        'Pour la changer, chargez le fichier avec « remplacer ».',
    ]);
    expect((await convention('borea', 'north', '2020-01-01')).to).toBe('2023-01-01');
    await bringRows([row], { isReplacing: true });
    expect((await convention('borea', 'north', '2020-01-01')).to).toBeNull();
  });
  it('is refused when two rows of a key end it at two days', async () => {
    expect(await faultsOf([HEADER, SOUTH, SOUTH.replace('2025-01-01', '')])).toEqual([
      'ligne 3, colonne to : la même convention est avec une fin le 2025-01-01 à la ligne 2, ici sans fin',
    ]);
  });
});

describe('what is wrong in a list', () => {
  it('is told by row and column, all of it', async () => {
    const rows = [HEADER, 'alba;north;pilot;;;2024-1-1;;;;;sure', '', ';north;;;;;;;;;high'];
    expect(await faultsOf(rows)).toEqual([
      'ligne 2, colonne professions : profession inconnue : « pilot »',
      'ligne 2, colonne from : date illisible : « 2024-1-1 »',
      'ligne 2, colonne source_confidence : fiabilité inconnue : « sure »',
      'ligne 4, colonne mutuelle : cellule vide',
      'ligne 4, colonne professions : cellule vide',
    ]);
  });
  it('is on the row that a spreadsheet shows, though cells hold several lines', async () => {
    const several = 'alba;north;"nurse\r\noptician";;;;;;"a\r\nb\r\nc";;low';
    expect(await faultsOf(['sep=;', HEADER, several, '', 'alba;est;all;;;;;;;;low'])).toEqual([
      'ligne 4, colonne platform : plateforme « est » inconnue de l’annuaire',
    ]);
    expect(await faultsOf([HEADER, several, 'alba;"north;all;;;;;;;;low'])).toEqual([
      'ligne 3 : ligne illisible',
    ]);
  });
  it('is told once a cause', async () => {
    const rows = Array.from({ length: 9 }, () => 'alba;nort;all;;;;;;;;low');
    expect(await faultsOf([HEADER, ...rows])).toEqual([
      'lignes 2, 3, 4, 5, 6 et 4 autres, colonne platform : plateforme « nort » inconnue de l’annuaire',
    ]);
    expect(await curesOf([HEADER, ...rows])).toEqual(['Est-ce north (Nord) ?']);
    for (const wrong of [HEADER.replaceAll(';', ':'), 'alba:north:all', 'une phrase'])
      expect(await faultsOf([wrong, ...rows])).toHaveLength(1);
    expect(await faultsOf([HEADER, 'alba,north,all', 'alba,south,all'])).toEqual([
      'lignes 2 et 3 : une seule cellule lue',
    ]);
  });
  it('is told of the header, with the column that is meant', async () => {
    const swapped = [HEADER.replace('csr', 'crs')];
    expect(await faultsOf(swapped)).toEqual(['ligne 1 : colonne inconnue « crs »']);
    expect(await curesOf(swapped)).toEqual([expect.stringMatching(/^Est-ce « csr » \?/)]);
    expect(await faultsOf([HEADER.replace(';csr', '')])).toEqual(['ligne 1 : colonne absente « csr »']);
    expect(await faultsOf([`${HEADER};CODE`])).toEqual(['ligne 1 : colonne « code » présente deux fois']);
    expect(await faultsOf([''])).toEqual(['ligne 1 : fichier vide']);
  });
  it('is told of a row with too few cells, or too many', async () => {
    expect(await faultsOf([HEADER, NORTH, 'alba;north'])).toEqual([
      'ligne 3 : 2 cellules lues pour 11 colonnes',
    ]);
    expect(await faultsOf([HEADER, `${NORTH};ici`])).toEqual(['ligne 2 : cellule « ici » hors des colonnes']);
  });
  it('is told of a workbook', async () => {
    expect(await faultsOf(['PK\u0003\u0004…'])).toEqual(['ligne 1 : ce fichier est un classeur, pas un CSV']);
  });
  it('names those that a name may be', async () => {
    const done = await bringRows(['les deux;north;all;;;;;;;;low']);
    expect(done.ok ? null : done.refusal[0]).toMatchObject({
      message: 'mutuelle « les deux » : 2 portent ce nom',
      cure: expect.stringContaining('alba (Alba), borea (Boréa)'),
    });
  });
  it('is none when a name is written without its ligature', async () => {
    expect(await faultsOf([HEADER, "L'OEUVRE;north;all;;;;;;;;low"])).toEqual([]);
    expect((await convention('borea', 'north', null)).professions).toBeNull();
  });
  it('names the profession that is meant, and refuses all beside some', async () => {
    expect(await curesOf([HEADER, 'alba;north;opticein;;;;;;;;low'])).toEqual(['Est-ce « opticien » ?']);
    expect(await faultsOf([HEADER, 'alba;north;tous|opticien;;;;;;;;low'])).toHaveLength(1);
  });
  it.each(['31/02/2024', '12/31/2024', '1/2/24', 'févr-24', '2024'])('is a day: %s', async (day) => {
    expect(await faultsOf([HEADER, `alba;north;all;;;${day};;;;;low`])).toEqual([
      `ligne 2, colonne from : date illisible : « ${day} »`,
    ]);
  });
  it('is what no database can hold', async () => {
    expect(await faultsOf([HEADER, 'alba;north;all;a\0b;;;;;;;low'])).toEqual([
      expect.stringMatching(/^ligne 2, colonne code : /),
    ]);
  });
});

describe('whatever is given for a list', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '"', ';', ',', '\t', '\n', '\r', ' ', '|', 'é', '0', 'E+'),
  });
  it('is read or refused with a place and a cure, never an accident', async () => {
    const given = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc
        .array(fc.array(cell, { maxLength: 14 }), { maxLength: 6 })
        .map((rows) => Buffer.from([HEADER, ...rows.map((cells) => cells.join(';'))].join('\n'))),
    );
    await fc.assert(
      fc.asyncProperty(given, async (bytes) => {
        const done = await bring(bytes);
        const faults = done.ok ? [] : done.refusal;
        expect(faults.filter(({ path, message, cure }) => !path || !message || !cure)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a code that a spreadsheet may have changed', () => {
  const faultOf = async (code: string, csr = '') => {
    const done = await bringRows([`borea;north;all;${code};${csr};;;;;;low`]);
    return done.ok ? null : done.refusal[0];
  };
  it('is asked about when the directory knows it with zeros', async () => {
    expect(await faultOf('3')).toMatchObject({
      path: 'ligne 2, colonne code',
      message: expect.stringContaining('« 3 »'),
      cure: expect.stringMatching(/^Est-ce « 03 » ou « 3 » \?/),
    });
    expect(await faultOf('', '7')).toMatchObject({ path: 'ligne 2, colonne csr' });
  });
  it('is asked about when it became an exponent', async () => {
    for (const shown of ['1E+05', '"1,00E+05"'])
      expect((await faultOf(shown))?.cure).toMatch(/^Est-ce « 100000 » ou « 1E5 » \?/);
  });
  it('is asked about when it became a date', async () => {
    expect((await faultOf('03/12/2024'))?.cure).toMatch(/^Quel est le code/);
  });
  it.each([
    ["'3", '3'],
    ['’3', '3'],
    ['"=""3"""', '3'],
    ['03', '03'],
    ['4', '4'],
    ['IS', 'IS'],
    ["'1E+05", '1E+05'],
  ])('is taken as it is when nothing else can be meant: %s', async (code, taken) => {
    expect(await faultOf(code)).toBeNull();
    expect((await convention('borea', 'north', null)).code).toBe(taken);
  });
});
