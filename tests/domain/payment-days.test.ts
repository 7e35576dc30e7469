import { describe, expect, it } from 'vitest';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import type { PaymentDay } from '#server/domain/facts/payment-days';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { paymentsOf } from '#server/domain/judgement/payment-days';
import { anOrganisation, aPlatform, directoryWith, evidenceOf, paris } from '../support/world/builders';

/** After a sentence of CETIP's of April 2024, made up beyond it: paid to the 3rd; 4, 7, 8 and 9 promised for the 17th. */
const directory = directoryWith({
  platforms: [
    aPlatform({ id: 'payer', kind: 'infrastructure' }),
    aPlatform({ id: 'p', dependsOn: [{ platform: 'payer', flows: ['virement'] }] }),
    aPlatform({ id: 'q', dependsOn: [{ platform: 'payer', flows: ['pec'] }] }),
  ],
  organisations: [
    anOrganisation({ id: 'op', kind: 'operator', platforms: ['payer', 'p'] }),
    anOrganisation({ id: 'union', kind: 'union', professions: ['pharmacist'] }),
    anOrganisation({ id: 'press', kind: 'press' }),
    anOrganisation({ id: 'own', kind: 'mutuelle', mutuelles: ['m'] }),
  ],
});
const said = (date: number, state: PaymentDay['state'], given: Partial<PaymentDay> = {}): PaymentDay => {
  const recordedAt = given.recordedAt ?? paris('2024-04-10 09:00');
  return {
    id: `${given.by ?? 'op'}-${date}-${state}`,
    by: 'op',
    recordedAt,
    storedAt: recordedAt,
    platform: 'payer',
    professions: null,
    mutuelles: null,
    day: `2024-04-${String(date).padStart(2, '0')}`,
    state,
    expectedOn: state === 'promised' ? '2024-04-17' : null,
    text: null,
    sourceUrl: null,
    ...given,
  };
};
const PAID = [1, 2, 3].map((date) => said(date, 'paid'));
const PROMISED = [4, 7, 8, 9].map((date) => said(date, 'promised'));

const told = (
  payments: PaymentDay[],
  given: {
    at?: Date;
    knownAt?: Date;
    platforms?: string[];
    profession?: 'pharmacist' | 'nurse';
    mutuelle?: string | null;
  } = {},
) => {
  const {
    at = paris('2024-04-11 12:00'),
    platforms = ['p'],
    profession = 'pharmacist',
    mutuelle = 'm',
  } = given;
  const known = knownFacts(directory, evidenceOf({}), at, given.knownAt ?? at);
  return paymentsOf(known, payments, platforms, { profession, mutuelle }).map(
    ({ platform, paidUntil, days }) => [
      platform,
      paidUntil,
      days.map(({ day, state, by }) => `${day.slice(-2)} ${state} ${by}`).join(', '),
    ],
  );
};

describe('payment day by day', () => {
  it('is told of whoever pays for the platform, to the last day before one that is missing', () => {
    const days =
      '01 paid op, 02 paid op, 03 paid op, 04 promised op, 07 promised op, 08 promised op, 09 promised op';
    expect(told([...PROMISED, ...PAID])).toEqual([['payer', '2024-04-03', days]]);
    expect(told([...PROMISED, ...PAID], { platforms: ['payer'] })).toEqual([['payer', '2024-04-03', days]]);
    expect(told([...PROMISED, ...PAID], { platforms: ['q'] })).toEqual([]);
  });
  it('goes on once what was promised is paid', () => {
    const paid = [4, 7, 8, 9].map((date) => said(date, 'paid', { recordedAt: paris('2024-04-17 10:00') }));
    expect(told([...PAID, ...PROMISED, ...paid], { at: paris('2024-04-18 12:00') })[0]?.[1]).toBe(
      '2024-04-09',
    );
    expect(told([...PAID, ...PROMISED, ...paid], { at: paris('2024-04-17 09:59') })[0]?.[1]).toBe(
      '2024-04-03',
    );
  });
  it.each([
    ['nothing paid before what is missing', [said(4, 'missing'), said(5, 'paid')], null],
    ['all paid', [said(4, 'paid'), said(5, 'paid')], '2024-04-05'],
    [
      'the operator says paid, a union missing: the operator counts',
      [said(4, 'paid'), said(4, 'missing', { by: 'union' })],
      '2024-04-04',
    ],
    [
      'the operator says missing, the press paid',
      [said(3, 'paid'), said(4, 'missing'), said(4, 'paid', { by: 'press' })],
      '2024-04-03',
    ],
    [
      'without the operator, one who says missing is enough',
      [said(3, 'paid'), said(4, 'paid', { by: 'press' }), said(4, 'missing', { by: 'union' })],
      '2024-04-03',
    ],
  ])('%s', (_, payments, paidUntil) => {
    expect(told(payments)[0]?.[1]).toBe(paidUntil);
  });
  it('shows a contradiction side by side, the operator’s word first, the newest of each', () => {
    const later = said(4, 'paid', { id: 'later', recordedAt: paris('2024-04-10 18:00') });
    const union = said(4, 'missing', { by: 'union', recordedAt: paris('2024-04-10 20:00') });
    expect(told([union, said(4, 'promised'), later])[0]?.[2]).toBe('04 paid op, 04 missing union');
  });
  it.each([
    ['of another profession', said(4, 'paid', { professions: ['nurse'] }), {}],
    ['of another mutuelle', said(4, 'paid', { mutuelles: ['n'] }), {}],
    [
      'by a union, of no profession of its own',
      said(4, 'paid', { by: 'union' }),
      { profession: 'nurse' as const },
    ],
    [
      'of the mutuelle, when only the operator on the card is known',
      said(4, 'paid', { by: 'own', mutuelles: ['m'] }),
      { mutuelle: null },
    ],
    ['recorded since', said(4, 'paid'), { at: paris('2024-04-10 08:59') }],
    ['known later', said(4, 'paid'), { knownAt: shift(paris('2024-04-10 09:00'), -HOUR) }],
    ['of a day still to come in Paris', said(12, 'paid'), { at: paris('2024-04-11 21:59') }],
    ['of sixty days ago', said(4, 'paid'), { at: shift(paris('2024-04-04 12:00'), 60 * DAY) }],
  ])('leaves out what is %s', (_, payment, given) => {
    expect(told([payment], given)).toEqual([]);
  });
  it('counts a day from its midnight in Paris, for sixty days', () => {
    // 22:00 in UTC+1 is midnight of summer time in Paris.
    expect(told([said(12, 'paid')], { at: paris('2024-04-11 23:00') })).toHaveLength(1);
    expect(told([said(4, 'paid')], { at: shift(paris('2024-04-11 12:00'), 52 * DAY) })).toHaveLength(1);
  });
});
