import { describe, expect, it } from 'vitest';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import type { Statement } from '#server/domain/facts/statements';
import { viewIncident } from '#server/domain/incidents/views';
import { type Known, knownFacts } from '#server/domain/judgement/known-facts';
import { awaitingConfirmation, isWithoutNews, lapsedFlows } from '#server/domain/rules/due';
import {
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const directory = directoryWith({
  platforms: [aPlatform({ id: 'p' })],
  organisations: [
    anOrganisation({ id: 'operator', kind: 'operator', platforms: ['p'] }),
    anOrganisation({ id: 'union', kind: 'union', professions: ['optician'] }),
  ],
});
const noon = paris('2026-02-09 12:00');
const said = (health: Statement['health'], after: number, more: Partial<Statement> = {}) =>
  aStatement({ by: 'operator', health, effectiveAt: shift(noon, after), ...more });
const known = (statements: Statement[], after: number, more: Partial<Evidence> = {}): Known => {
  const at = shift(noon, after);
  return knownFacts(directory, evidenceOf({ statements, ...more }), at, at);
};

describe('a return waits for somebody', () => {
  const cut = said('down', 0);
  const back = said('operational', HOUR);
  const waiting = (statements: Statement[], after: number, more: Partial<Evidence> = {}) =>
    awaitingConfirmation(known(statements, after, more)).map(({ id }) => id);

  it('until it is confirmed, by a word or by a day', () => {
    expect(waiting([cut], HOUR)).toEqual([]);
    expect(waiting([cut, back], 2 * HOUR)).toEqual([back.id]);
    const recordedAt = shift(noon, 2 * HOUR);
    const confirmations = [{ statement: back.id, by: 'union', recordedAt, storedAt: recordedAt }];
    expect(waiting([cut, back], 3 * HOUR, { confirmations })).toEqual([]);
    expect(waiting([cut, back], 25 * HOUR)).toEqual([]);
  });
  it('once, whatever the flows and professions it names; the oldest first', () => {
    const wide = [
      said('down', 0, { flows: ['pec', 'idb'] }),
      said('operational', 2 * HOUR, { flows: ['pec'] }),
      said('operational', HOUR, { flows: ['idb'] }),
    ];
    expect(waiting(wide, 3 * HOUR)).toEqual([wide[2]?.id, wide[1]?.id]);
  });
  it('not without an outage before', () => {
    expect(waiting([back], 2 * HOUR)).toEqual([]);
  });
});

describe('a flow is « sans nouvelle »', () => {
  it('when the last word on it is bad and of seven days ago, named once with who said it', () => {
    const cut = said('down', 0, { flows: ['pec', 'dre'], professions: ['optician', 'dentist'] });
    expect(lapsedFlows(known([cut], 6 * DAY))).toEqual([]);
    expect(lapsedFlows(known([cut], 7 * DAY))).toEqual([
      { platform: 'p', flow: 'pec', since: noon, by: 'operator' },
      { platform: 'p', flow: 'dre', since: noon, by: 'operator' },
    ]);
  });
  it('not when a return came since', () => {
    expect(lapsedFlows(known([said('down', 0), said('operational', DAY)], 8 * DAY))).toEqual([]);
  });
});

describe('an incident is without news', () => {
  const incident = { id: 'i', title: 'Panne', cause: null, platforms: ['p'] };
  const story = (closedAt: Date | null) => ({
    ...viewIncident(known([], 0), evidenceOf({}), incident, null),
    closedAt,
  });
  it.each([
    ['after a day', null, noon, DAY, true],
    ['not before', null, noon, DAY - 1, false],
    ['not once closed', noon, noon, 9 * DAY, false],
    ['not when nobody spoke yet', null, null, 9 * DAY, false],
  ] as const)('%s', (_, closedAt, lastWordAt, after, isWithout) => {
    expect(isWithoutNews(story(closedAt), lastWordAt, shift(noon, after))).toBe(isWithout);
  });
});
