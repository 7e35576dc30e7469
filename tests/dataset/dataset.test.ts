import { describe, expect, it } from 'vitest';
import { readDataset } from '#server/contract/dataset';
import { readFileAs } from '#server/dataset/file';
import { aDataset, aSaying } from '../support/world/datasets';

const faults = (input: unknown): [path: string, message: string][] => {
  const read = readDataset(input);
  return read.ok ? [] : read.refusal.map(({ path, message }) => [path, message]);
};
const said = (given: Record<string, unknown>) => faults(aDataset({ statements: [aSaying(given)] }));

describe('a dataset', () => {
  it('reads absent keys as null or empty, and « all » as no limit', () => {
    const read = readDataset(aDataset({ statements: [aSaying()] }));
    expect(read.ok && read.value.statements[0]).toMatchObject({
      update: null,
      mutuelles: null,
      professions: null,
      precision: 'minute',
      text: null,
      effectiveAt: new Date('2024-02-01T09:00:00Z'),
    });
    expect(read.ok && read.value.platforms[0]).toMatchObject({
      dependsOn: [],
      contacts: [],
      professions: null,
    });
  });
  it.each([
    ['2024-02-01T10:00:00', 'no offset'],
    ['2024-02-30T10:00:00Z', 'no such day'],
    ['2024-02-01T25:00:00Z', 'no such hour'],
    ['2024-02-01', 'no hour'],
    ['0001-01-01T00:00:00Z', 'no sane year'],
    ['9999-01-01T00:00:00Z', 'no sane year'],
  ])('refuses the instant %s: %s', (instant) => {
    expect(said({ effectiveAt: instant })).toEqual([
      ['$.statements[0].effectiveAt', `instant illisible : « ${instant} »`],
    ]);
  });
  it.each(['Viamedis', 'a_b', '-a', 'a--b', 'é', '', 'a b'])('refuses the id « %s »', (id) => {
    expect(said({ id })).toEqual([['$.statements[0].id', `identifiant mal formé : « ${id} »`]]);
  });
  it('refuses professions that are not said', () => {
    expect(said({ professions: undefined })).toEqual([
      ['$.statements[0].professions', 'professions non précisées'],
    ]);
    expect(said({ professions: null })).toEqual([
      ['$.statements[0].professions', 'professions non précisées'],
    ]);
  });
  it('refuses a statement about no mutuelle, and a union of all professions', () => {
    expect(said({ mutuelles: [] })).toEqual([['$.statements[0].mutuelles', 'aucune mutuelle nommée']]);
    const organisations = [{ id: 'u', name: 'U', kind: 'union', professions: null }];
    expect(faults(aDataset({ organisations })).map(([path]) => path)).toEqual([
      '$.organisations[0].professions',
    ]);
  });
  it('refuses what the closed lists do not hold, at its place', () => {
    expect(said({ health: 'unknown', flows: ['idb', 'fax'], professions: ['optician', 'pilot'] })).toEqual([
      ['$.statements[0].flows[1]', 'valeur hors liste : "fax"'],
      ['$.statements[0].professions[1]', 'valeur hors liste : "pilot"'],
      ['$.statements[0].health', 'valeur hors liste : "unknown"'],
    ]);
  });
  it('refuses keys nobody agreed on', () => {
    expect(said({ status: 'down' })).toEqual([['$.statements[0].status', 'clé inconnue']]);
    expect(faults({ ...aDataset(), 'to do': 1 })).toEqual([['$["to do"]', 'clé inconnue']]);
    expect(faults(JSON.parse('{"format":"comptoir-dataset/1","__proto__":{}}'))).toHaveLength(1);
  });
  it.each(['1840275123456', '184027512345678', '1 84 02 75 123 456 78', '2.84.02.2A.123.456'])(
    'refuses a text that holds %s, which may be a patient',
    (number) => {
      expect(said({ text: `dossier ${number}.` }).map(([path]) => path)).toEqual(['$.statements[0].text']);
    },
  );
  it.each([
    '36252187900034',
    '01 23 45 67 89',
    '0123456789',
    '2024-02-01 10:00 à 12:30',
    '12345678901234567',
  ])('lets %s pass', (number) => {
    expect(said({ text: `voir ${number}` })).toEqual([]);
  });
  it('refuses characters no database can hold', () => {
    expect(said({ text: 'a\0b' })).toHaveLength(1);
    expect(said({ sourceUrl: 'a\ud800' })).toHaveLength(1);
  });
  it.each(['', '{', 'null', '[]', '"x"', '3'])('refuses the file « %s » with a cure', (text) => {
    const read = readFileAs('a.json', Buffer.from(text));
    expect(read.ok ? null : read.refusal[0]).toMatchObject({ path: '$', cure: expect.stringMatching(/./) });
  });
});
