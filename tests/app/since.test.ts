import { expect, it } from 'vitest';
import { speakersSentence } from '#app/words/answers';
import { sinceOfWhat, sinceSentence } from '#app/words/incidents';
import { day } from '#app/words/instants';
import { dayInYear, factInYear, instantInYear } from '#server/contract/calendar';
import type { Flow, Precision } from '#server/domain/facts/vocabulary';

const since = (flow: Flow, instant: string | null, precision: Precision | null = null) => ({
  flow,
  since: instant,
  precision,
});
const PORTAL = since('portail', '2024-01-28T23:00:00Z');
const PEC = since('pec', '2024-01-31T23:00:00Z');
it.each([
  [
    'what began apart, the earliest first',
    [PEC, PORTAL],
    'portail web depuis le 29 janvier, prise en charge depuis le 1er février',
  ],
  ['what began together', [PORTAL, since('pec', PORTAL.since)], null],
  ['one flow of two platforms, by its first', [PEC, since('pec', '2024-02-03T23:00:00Z')], null],
  ['what has no beginning', [PEC, since('dre', null)], null],
  ['nothing', [], null],
])('« depuis » says of what: %s', (_, flows, expected) => {
  expect(sinceSentence(flows)).toBe(expected);
});

it('groups what is written alike, and no finer than it is known', () => {
  const flows = [PORTAL, since('idb', '2024-01-29T14:00:00Z'), PEC];
  expect(sinceOfWhat(flows, day)).toEqual([
    { since: PORTAL.since, precision: undefined, flows: 'portail web et droits en ligne' },
    { since: PEC.since, precision: undefined, flows: 'prise en charge' },
  ]);
  const week = since('virement', PORTAL.since, 'week');
  expect(sinceSentence([PORTAL, week])).toBe(
    'portail web depuis le 29 janvier, virements depuis la semaine du 29 janvier',
  );
});

it.each([
  ['the first of a month', dayInYear('2024-02-01T10:00:00Z'), '1er février 2024'],
  ['another day', dayInYear('2024-02-02T10:00:00Z'), '2 février 2024'],
  ['an instant', instantInYear('2024-02-01T13:05:00Z'), '1er février 2024 à 14:05'],
  ['an instant at midnight, of a page', instantInYear('2024-01-31T23:00:00Z'), '1er février 2024 à 00:00'],
  ['a fact known to the day', factInYear('2024-01-31T23:00:00Z'), '1er février 2024'],
  ['a fact known to the minute', factInYear('2024-01-31T23:01:00Z'), '1er février 2024 à 00:01'],
])('one way to write a date: %s', (_, written, expected) => {
  expect(written).toBe(expected);
});

it.each([
  ['nobody, and nothing is known', null, 'personne ne signale rien'],
  ['measures', { basis: 'observed', health: 'down' }, 'ce qui est mesuré'],
  ['a window', { basis: 'declared', health: 'maintenance' }, 'une maintenance annoncée'],
  ['colleagues', { basis: 'reported', health: 'degraded' }, 'des confrères, dans l’heure'],
] as const)('an answer that nobody spoke of comes from %s', (_, known, expected) => {
  expect(speakersSentence([], known)).toBe(expected);
});
