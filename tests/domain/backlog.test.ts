import { describe, expect, it } from 'vitest';
import { backlogOf } from '#server/domain/availability/backlog';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import type { Statement } from '#server/domain/facts/statements';
import type { Profession } from '#server/domain/facts/vocabulary';
import {
  aConvention,
  aMaintenance,
  aMutuelle,
  anOrganisation,
  aPlatform,
  aSeries,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const directory = directoryWith({
  platforms: [aPlatform({ id: 'p' })],
  mutuelles: [aMutuelle({ id: 'm' })],
  conventions: [aConvention({ mutuelle: 'm', platform: 'p' })],
  organisations: [
    anOrganisation({ id: 'operator', kind: 'operator', platforms: ['p'] }),
    anOrganisation({ id: 'press', kind: 'press' }),
  ],
});

/** Thursday 1 February 2024. */
const began = paris('2024-02-01 08:00');
const ended = paris('2024-02-06 18:00');
const said = (health: Statement['health'], effectiveAt: Date, more: Partial<Statement> = {}) =>
  aStatement({ by: 'operator', health, effectiveAt, flows: ['pec', 'dre', 'virement'], ...more });
const confirmed = (back: Statement) => [
  { statement: back.id, by: 'press', recordedAt: ended, storedAt: ended },
];

const backlog = (evidence: Partial<Evidence>, at: Date, profession: Profession = 'optician') =>
  backlogOf(
    directory,
    evidenceOf(evidence),
    { profession, card: { code: null, csr: null }, concentrator: null },
    { mutuelle: 'm' },
    { at, knownAt: at },
  ) ?? [];
const result = (...args: Parameters<typeof backlog>) => backlog(...args).map(({ flow }) => flow);

describe('an outage that is over', () => {
  const back = said('operational', ended);
  const outage = { statements: [said('down', began), back], confirmations: confirmed(back) };

  it('leaves invoices to send, prises en charge to ask again, transfers to check by working day', () => {
    const span = { platform: 'p', from: began, to: ended };
    expect(backlog(outage, shift(ended, HOUR))).toEqual([
      { ...span, flow: 'pec', days: null },
      { ...span, flow: 'dre', days: null },
      { ...span, flow: 'virement', days: ['2024-02-01', '2024-02-02', '2024-02-05', '2024-02-06'] },
    ]);
  });
  it('names no day to check when it touched only a week-end', () => {
    const [saturday, sunday] = [paris('2024-02-03 09:00'), paris('2024-02-04 18:00')];
    const over = said('operational', sunday);
    const weekEnd = { statements: [said('down', saturday), over], confirmations: confirmed(over) };
    expect(backlog(weekEnd, shift(ended, HOUR)).find(({ flow }) => flow === 'virement')?.days).toEqual([]);
  });
  it('asks nothing of prises en charge from whoever has none', () => {
    expect(result(outage, shift(ended, HOUR), 'pharmacist')).toEqual(['dre', 'virement']);
  });
  it('is told for seven days', () => {
    expect(result(outage, shift(ended, 7 * DAY - HOUR))).toHaveLength(3);
    expect(result(outage, shift(ended, 7 * DAY + HOUR))).toEqual([]);
  });
  it('not while it lasts, nor while its end is only announced', () => {
    expect(result(outage, shift(ended, -HOUR))).toEqual([]);
    expect(result({ statements: outage.statements }, shift(ended, HOUR))).toEqual([]);
  });
  it('that was announced for a day is over when the day has passed, and began where it began', () => {
    const [pec] = backlog({ statements: outage.statements }, shift(ended, DAY + HOUR));
    expect(pec).toMatchObject({ from: began, to: shift(ended, DAY) });
  });
  it('longer than a week began where it began', () => {
    const early = shift(ended, -30 * DAY);
    const late = said('operational', ended);
    const words = [said('down', early, { validUntil: shift(ended, DAY) }), late];
    expect(
      backlog({ statements: words, confirmations: confirmed(late) }, shift(ended, HOUR))[0],
    ).toMatchObject({
      from: early,
      to: ended,
    });
  });
});

it('that began before what the evidence covers is not told of it', () => {
  const words = [
    said('down', shift(ended, -30 * DAY), { validUntil: shift(ended, DAY) }),
    said('operational', ended),
  ];
  const [, back] = words;
  const evidence = evidenceOf({ statements: words, confirmations: back ? confirmed(back) : [] });
  const at = shift(ended, HOUR);
  const over = (covers: number) =>
    backlogOf(
      directory,
      evidence,
      { profession: 'optician', card: { code: null, csr: null }, concentrator: null },
      { mutuelle: 'm' },
      { at, knownAt: at },
      covers,
    );
  expect(over(7 * DAY)).toBeNull();
  expect(over(90 * DAY)?.[0]?.from).toEqual(shift(ended, -30 * DAY));
});

describe('what leaves nothing to do', () => {
  it('slowness, but for transfers', () => {
    const back = said('operational', ended);
    const slow = { statements: [said('degraded', began), back], confirmations: confirmed(back) };
    expect(result(slow, shift(ended, HOUR))).toEqual(['virement']);
  });
  it('a probe fallen silent', () => {
    const at = paris('2024-02-01 12:00');
    const series = [aSeries('+++', shift(at, -HOUR)), aSeries('+++', at, { probe: 'other' })];
    expect(result({ series }, at)).toEqual([]);
  });
});

it('a maintenance over leaves as much as an outage', () => {
  const maintenances = [aMaintenance({ by: 'operator', from: began, to: shift(began, 2 * HOUR) })];
  expect(backlog({ maintenances }, shift(began, 3 * HOUR))).toEqual([
    { platform: 'p', flow: 'pec', from: began, to: shift(began, 2 * HOUR), days: null },
  ]);
});
