import { describe, expect, it } from 'vitest';
import { DAY, MINUTE, shift } from '#server/domain/facts/intervals';
import type { Statement } from '#server/domain/facts/statements';
import { FLOWS, PROFESSIONS } from '#server/domain/facts/vocabulary';
import { knownFacts } from '#server/domain/judgement/known-facts';
import {
  brokenIncident,
  brokenInstants,
  brokenScope,
  brokenWindow,
  mayRetractAlone,
  stillTouched,
  takenBack,
} from '#server/domain/rules/statements';
import {
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const now = paris('2026-02-09 12:00');
const later = (milliseconds: number) => shift(now, milliseconds);
const rulesOf = (broken: readonly { field: string; rule: string }[]) =>
  broken.map(({ field, rule }) => `${field}: ${rule}`);

describe('promises lie ahead, facts do not', () => {
  it.each([
    ['a fact of now', { effectiveAt: now }, []],
    ['of five minutes ahead', { effectiveAt: later(5 * MINUTE) }, []],
    ['of a little more', { effectiveAt: later(5 * MINUTE + 1) }, ['effectiveAt: effective-in-future']],
    ['of years ago', { effectiveAt: later(-900 * DAY) }, []],
    ['a return expected now', { expectedBack: now }, ['expectedBack: expected-back-in-past']],
    ['a return expected soon', { expectedBack: later(1) }, []],
    ['a next word of before', { nextUpdateDue: later(-1) }, ['nextUpdateDue: next-update-in-past']],
    ['a validity of before', { validUntil: later(-1) }, ['validUntil: valid-until-in-past']],
    [
      'a return of less than a day',
      { health: 'operational' as const, effectiveAt: now, validUntil: later(DAY - 1) },
      ['validUntil: short-lived-return'],
    ],
    ['a return of a day', { health: 'operational' as const, effectiveAt: now, validUntil: later(DAY) }, []],
    [
      'a return ahead, of a day from now',
      { health: 'operational' as const, effectiveAt: later(5 * MINUTE), validUntil: later(DAY) },
      ['validUntil: short-lived-return'],
    ],
    ['a return of now, of a day', { health: 'operational' as const, validUntil: later(DAY) }, []],
    ['a cut of a minute', { health: 'down' as const, effectiveAt: now, validUntil: later(MINUTE) }, []],
    ['nothing promised', { expectedBack: null, nextUpdateDue: null, validUntil: null }, []],
  ])('%s', (_, said, rules) => {
    expect(rulesOf(brokenInstants(said, now))).toEqual(rules);
  });
});

describe('a word is about something', () => {
  const scope = { platform: 'p', flows: ['pec' as const], professions: null };
  it.each([
    ['flows of the platform, for all', scope, []],
    ['no flow', { ...scope, flows: [] }, ['flows: flow-not-on-platform']],
    [
      'a flow it lacks',
      { ...scope, flows: ['pec' as const, 'dre' as const] },
      ['flows: flow-not-on-platform'],
    ],
    ['nobody', { ...scope, professions: [] }, ['professions: nobody-concerned']],
  ])('%s', (_, said, rules) => {
    expect(rulesOf(brokenScope(said, ['pec', 'idb']))).toEqual(rules);
  });
  it('and of an incident that is open, and of its platform', () => {
    const incident = { id: 'i', title: 'Panne', cause: null, platforms: ['p'] };
    expect(brokenIncident(scope, incident, false)).toEqual([]);
    expect(brokenIncident(scope, null, false)).toEqual([]);
    expect(rulesOf(brokenIncident({ platform: 'q' }, incident, true))).toEqual([
      'incident: incident-closed',
      'platform: incident-other-platform',
    ]);
  });
  it('a window is ahead and the right way round', () => {
    expect(brokenWindow({ from: later(-1), to: later(1) }, now)).toEqual([]);
    expect(rulesOf(brokenWindow({ from: later(2), to: later(1) }, now))).toEqual(['to: window-backwards']);
    expect(rulesOf(brokenWindow({ from: later(1), to: later(1) }, now))).toEqual(['to: window-backwards']);
    expect(rulesOf(brokenWindow({ from: later(-2), to: now }, now))).toEqual(['to: window-over']);
  });
});

describe('alone one takes back', () => {
  const own = { isAuthor: true, isSameSession: true };
  it.each([
    ['a cut of ten minutes', 'down', 10 * MINUTE, own, true],
    ['a cut of more', 'degraded', 10 * MINUTE + 1, own, false],
    ['a cut said in another session', 'down', 0, { ...own, isSameSession: false }, false],
    ['a colleague’s cut', 'down', 0, { ...own, isAuthor: false }, false],
    ['a return of long ago', 'operational', 9 * DAY, { isAuthor: false, isSameSession: false }, true],
  ] as const)('%s: %s', (_, health, age, slip, may) => {
    expect(mayRetractAlone(aStatement({ by: 'p', health, effectiveAt: later(-age) }), slip, now)).toBe(may);
  });
});

describe('an alert of one’s own organisation that a return takes back', () => {
  const directory = directoryWith({
    platforms: [aPlatform({ id: 'p' })],
    organisations: [
      anOrganisation({ id: 'p', kind: 'operator', platforms: ['p'] }),
      anOrganisation({ id: 'u', kind: 'union', professions: ['optician'] }),
      anOrganisation({ id: 'v', kind: 'union', professions: ['optician'] }),
    ],
  });
  const said = (by: string, health: Statement['health'], ago: number, given: Partial<Statement> = {}) =>
    aStatement({
      id: `${by} ${ago}`,
      by,
      health,
      effectiveAt: later(-ago * DAY),
      professions: ['optician'],
      ...given,
    });
  const alert = said('u', 'down', 1);
  const longer = { validUntil: later(DAY) };
  it.each([
    ['what an operator said before it would hold', [said('p', 'operational', 2), alert], [alert]],
    ['the operator has nothing said', [alert], []],
    ['the operator answered it since', [alert, said('p', 'operational', 0.5)], []],
    ['the operator’s word has lapsed', [said('p', 'operational', 8), alert], []],
    ['a union’s word holds nothing', [said('v', 'operational', 2), alert], []],
    [
      'a third says down as well, for now',
      [said('p', 'operational', 2), alert, said('v', 'down', 0.5)],
      [alert],
    ],
    [
      'it was taken back since, by a return',
      [said('p', 'operational', 2), alert, said('u', 'operational', 0.5)],
      [],
    ],
    ['it is of another flow', [said('p', 'operational', 2), said('u', 'down', 1, { flows: ['idb'] })], []],
    [
      'it has lapsed, and is of this week',
      [said('p', 'operational', 2), said('u', 'down', 1, { validUntil: later(-1) })],
      [said('u', 'down', 1, { validUntil: later(-1) })],
    ],
    [
      'it has lapsed, of more than a week ago',
      [said('p', 'operational', 9, longer), said('u', 'down', 8)],
      [],
    ],
    ['it still holds, of a week ago', [said('u', 'down', 7, longer)], []],
    [
      'it is older than what a return answers',
      [said('u', 'down', 7.01, longer)],
      [said('u', 'down', 7.01, longer)],
    ],
  ])('%s', (_, statements, taken) => {
    const known = knownFacts(directory, evidenceOf({ statements }), now, now);
    const back = said('u', 'operational', 0);
    expect(takenBack(known, back).map(({ id }) => id)).toEqual(taken.map(({ id }) => id));
  });
});

describe('what keeps an incident open', () => {
  const directory = directoryWith({
    platforms: [aPlatform({ id: 'p', dependsOn: [{ platform: 'q', flows: FLOWS }] }), aPlatform({ id: 'q' })],
    organisations: [
      anOrganisation({ id: 'p', kind: 'operator', platforms: ['p'] }),
      anOrganisation({ id: 'desk', kind: 'desk' }),
    ],
  });
  const left = (statements: Statement[], asked = statements) =>
    stillTouched(knownFacts(directory, evidenceOf({ statements }), now, now), asked).map(
      ({ flow, profession }) => `${flow} ${profession}`,
    );
  const said = (given: Partial<Statement>) =>
    aStatement({ by: 'p', health: 'down', professions: ['optician'], effectiveAt: later(-DAY), ...given });

  it('is every flow and profession named that does not work', () => {
    expect(left([said({ flows: ['pec', 'idb'], professions: ['optician', 'dentist'] })])).toEqual([
      'pec optician',
      'pec dentist',
      'idb optician',
      'idb dentist',
    ]);
  });
  it('is every profession, when a word named none', () => {
    expect(left([said({ professions: null })])).toEqual(PROFESSIONS.map((each) => `pec ${each}`));
  });
  it('is a return not yet confirmed, and one said for others only', () => {
    const back = said({ health: 'operational', effectiveAt: later(-MINUTE) });
    expect(left([said({}), back])).toEqual(['pec optician']);
    expect(left([said({}), said({ health: 'operational', professions: ['dentist'] })])).toEqual([
      'pec optician',
    ]);
  });
  it('is a lapsed cut: silence is not a return', () => {
    expect(left([said({ effectiveAt: later(-8 * DAY) })])).toEqual(['pec optician']);
  });
  it('is not what a platform below keeps down', () => {
    const below = said({ by: 'desk', platform: 'q' });
    expect(left([below], [said({})])).toEqual([]);
  });
  it('is a mutuelle’s own trouble when a word named it', () => {
    expect(left([said({ by: 'desk', mutuelles: ['m'] })])).toEqual(['pec optician']);
  });
});
