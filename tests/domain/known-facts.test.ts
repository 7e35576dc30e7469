import { describe, expect, it } from 'vitest';
import type { Evidence } from '#server/domain/facts/evidence';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { answerFor } from '#server/domain/judgement/answer';
import { knownFacts, knownOf, voicesOn } from '#server/domain/judgement/known-facts';
import {
  aConvention,
  aMaintenance,
  aMutuelle,
  anAlarm,
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const noon = paris('2024-02-05 12:00');
const directory = directoryWith({
  platforms: ['p', 'q'].map((id) => aPlatform({ id })),
  mutuelles: ['m', 'n'].map((id) => aMutuelle({ id })),
  conventions: ['m', 'n'].map((mutuelle) => aConvention({ mutuelle, platform: 'p' })),
  organisations: [
    anOrganisation({ id: 'operator', kind: 'operator', platforms: ['p'] }),
    anOrganisation({ id: 'union', kind: 'union', professions: ['optician'] }),
    anOrganisation({ id: 'own', kind: 'mutuelle', mutuelles: ['m'] }),
    anOrganisation({ id: 'press', kind: 'press' }),
  ],
});
const known = (evidence: Partial<Evidence>, at = noon) => knownFacts(directory, evidenceOf(evidence), at, at);

describe('an alarm', () => {
  it.each([
    ['is not yet heard before it is raised', -1, 0],
    ['is heard as it is raised', 0, 1],
    ['is heard to its last instant', HOUR - 1, 1],
    ['is over at its end', HOUR, 0],
  ])('%s', (_, after, count) => {
    const heard = knownOf(known({ alarms: [anAlarm(noon)] }, shift(noon, after)), 'p');
    expect(heard.alarms).toHaveLength(count);
  });
  it('of one mutuelle degrades its answer, and no other’s', () => {
    const facts = known({ alarms: [anAlarm(noon, { mutuelle: 'm' })] });
    const asked = { profession: 'optician' as const, card: { code: null, csr: null }, concentrator: null };
    expect(answerFor(facts, asked, 'm')).toMatchObject({ verdict: 'restricted', reason: 'pec-degraded' });
    expect(answerFor(facts, asked, 'n').verdict).toBe('possible');
  });
});

describe('an answer is « reconstitué » when this database learnt of it after it was known', () => {
  const late = shift(noon, 1);
  const said = aStatement({ by: 'press', health: 'down', incident: 'i', effectiveAt: shift(noon, -HOUR) });
  const other = { ...said, id: 'other', incident: null, platform: 'q' };
  const window = aMaintenance({ by: 'operator', from: shift(noon, -HOUR), to: shift(noon, HOUR) });
  const about = (storedAt: Date) => ({
    statement: said.id,
    by: 'press',
    recordedAt: noon,
    storedAt,
    reason: null,
  });
  const closing = (storedAt: Date, incident = 'i') => ({
    incident,
    by: 'press',
    note: null,
    effectiveAt: noon,
    recordedAt: noon,
    storedAt,
  });

  it.each<[string, Partial<Evidence>, string[]]>([
    ['not of what was stored in time', { maintenances: [{ ...window, storedAt: noon }] }, []],
    ['a word', { statements: [{ ...said, storedAt: late }, other] }, ['p']],
    ['a window', { maintenances: [{ ...window, storedAt: late }] }, ['p']],
    ['a retraction', { retractions: [about(late)] }, ['p']],
    ['not a retraction stored in time', { retractions: [about(noon)] }, []],
    ['a confirmation', { confirmations: [about(late)] }, ['p']],
    ['the closing of its incident', { closings: [closing(late)] }, ['p']],
    ['not that of another incident', { closings: [closing(late, 'another')] }, []],
    ['beside a window that it does not touch', { maintenances: [window], closings: [closing(late)] }, ['p']],
    [
      'not a window elsewhere',
      { maintenances: [{ ...window, platform: 'q', storedAt: noon }], retractions: [about(late)] },
      ['p'],
    ],
  ])('%s', (_, evidence, platforms) => {
    const facts = known({ statements: [{ ...said, storedAt: noon }, other], ...evidence });
    expect(['p', 'q'].filter((each) => knownOf(facts, each).isReconstituted)).toEqual(platforms);
  });
});

describe('the voices on some platforms', () => {
  const said = (by: string, after: number, given: Partial<ReturnType<typeof aStatement>> = {}) =>
    aStatement({ by, id: by, health: 'down', effectiveAt: shift(noon, after), ...given });

  it('are heard newest first, whatever platform they speak of', () => {
    const statements = [
      said('press', -3 * HOUR, { id: 'first' }),
      said('press', -HOUR, { id: 'third' }),
      said('press', -2 * HOUR, { id: 'second', platform: 'q', validUntil: noon }),
    ];
    const voices = voicesOn(known({ statements }), ['p', 'q', 'elsewhere'], null);
    expect(voices.map(({ statement, stands }) => `${statement.id} ${stands}`)).toEqual([
      'third true',
      'second false',
      'first true',
    ]);
  });
  it.each<[string, Parameters<typeof said>[2] & { by?: string }, string | null, boolean]>([
    ['an operator’s on its platform', { by: 'operator' }, null, true],
    ['an operator’s on another', { by: 'operator', platform: 'q' }, null, false],
    ['a mutuelle’s, for itself', { by: 'own' }, 'm', true],
    ['a mutuelle’s, for another', { by: 'own' }, 'n', false],
    ['a mutuelle’s, for none', { by: 'own' }, null, false],
    ['a union’s, beyond its professions', { by: 'union', professions: ['dentist'] }, null, true],
    ['on this mutuelle', { mutuelles: ['m'] }, 'm', true],
    ['on another mutuelle', { mutuelles: ['n'] }, 'm', false],
    ['on a mutuelle, for none', { mutuelles: ['m'] }, null, false],
  ])('%s: %4$s', (_, { by = 'press', ...given }, mutuelle, isHeard) => {
    const voices = voicesOn(known({ statements: [said(by, 0, given)] }), ['p', 'q'], mutuelle);
    expect(voices).toHaveLength(Number(isHeard));
  });
});
