import { describe, expect, it } from 'vitest';
import { lastPlaces } from '#app/space/incidents/incident-work';
import { setOf } from '#app/space/updates/cells';
import type { OwnStatement } from '#server/contract/space';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';

const said = (given: Partial<OwnStatement>): OwnStatement =>
  ({
    platform: 'viamedis',
    flows: ['pec'],
    professions: ['optician'],
    update: 'u1',
    recordedAt: '2026-11-30T02:00:00.000Z',
    retractedAt: null,
    ...given,
  }) as OwnStatement;

describe('what a writer last spoke of', () => {
  it.each<[string, Partial<OwnStatement>[], string]>([
    ['nothing, when nothing was said', [], ''],
    [
      'all of the newest update, and no older one',
      [{ flows: ['portail'] }, {}, { update: 'u0', flows: ['dre'] }],
      'viamedis.portail.optician viamedis.pec.optician',
    ],
    [
      'of what was read in a file, what was said at that instant',
      [{ update: null }, { update: null, recordedAt: '2026-11-29T02:00:00.000Z', flows: ['dre'] }],
      'viamedis.pec.optician',
    ],
    [
      'not what was taken back',
      [{ retractedAt: '2026-11-30T02:05:00.000Z', update: 'u2', flows: ['dre'] }, {}],
      'viamedis.pec.optician',
    ],
    ['not of another platform', [{ platform: 'almerys', update: 'u2' }, {}], 'viamedis.pec.optician'],
  ])('is %s', (_, statements, places) => {
    expect(setOf(lastPlaces(statements.map(said), ['viamedis']))).toBe(places);
  });

  it('is every profession, where it was said to all', () => {
    expect(lastPlaces([said({ professions: null })], ['viamedis'])).toHaveLength(PROFESSIONS.length);
  });
});
