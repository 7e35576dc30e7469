import { describe, expect, it } from 'vitest';
import { contradictions, paymentDaysSentence } from '#app/words/payment-days';
import type { PlatformPayments } from '#server/contract/payments';

const said = (day: string, state: 'paid' | 'missing' | 'promised', given: object = {}) => ({
  day,
  state,
  expectedOn: state === 'promised' ? '2024-04-17' : null,
  by: 'cetip',
  recordedAt: '2024-04-10T09:00:00Z',
  ...given,
});
const nameOf = (by: string) => by.toUpperCase();
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const TODAY = '2024-04-11';
const sentence = (paidUntil: string | null, days: PlatformPayments['days'], today = TODAY) =>
  plain(paymentDaysSentence({ platform: 'cetip', paidUntil, days }, 'CETIP', nameOf, today));

it.each([
  [
    'paid to one day, others promised',
    '2024-04-03',
    [
      said('2024-04-03', 'paid'),
      ...['04', '07', '08', '09'].map((each) => said(`2024-04-${each}`, 'promised')),
    ],
    'payé jusqu’au 3 avril ; les 4, 7, 8 et 9 avril attendus le 17 avril (CETIP)',
  ],
  [
    'one missing',
    '2024-03-31',
    [said('2024-04-01', 'missing')],
    'payé jusqu’au 31 mars ; le 1er avril manquant (CETIP)',
  ],
  [
    'nothing paid',
    null,
    [said('2024-03-31', 'missing'), said('2024-04-01', 'missing')],
    'les 31 mars et 1er avril manquants (CETIP)',
  ],
  [
    'the word that counts first',
    '2024-04-03',
    [said('2024-04-03', 'paid'), said('2024-04-03', 'missing', { by: 'u' })],
    'payé jusqu’au 3 avril (CETIP)',
  ],
  [
    'of a platform that says nothing itself: who does',
    '2024-04-03',
    [said('2024-04-03', 'paid', { by: 'uspo' })],
    'payé jusqu’au 3 avril (CETIP, dit par USPO)',
  ],
  [
    'of a platform and of another: both',
    null,
    [said('2024-04-03', 'missing'), said('2024-04-02', 'missing', { by: 'uspo' })],
    'les 2 et 3 avril manquants (CETIP, dit par USPO et CETIP)',
  ],
])('%s', (_, paidUntil, days, expected) => {
  expect(sentence(paidUntil, days)).toBe(expected);
});

it('says of a promise that its day is over', () => {
  expect(sentence(null, [said('2024-04-04', 'promised')], '2024-04-18')).toBe(
    'le 4 avril attendu le 17 avril, date passée (CETIP)',
  );
});

describe('what others say otherwise', () => {
  it.each([
    [
      'nothing, when they agree',
      [said('2024-04-02', 'paid'), said('2024-04-02', 'paid', { by: 'uspo' })],
      [],
    ],
    [
      'days that they say are missing',
      ['02', '03'].flatMap((date) => [
        said(`2024-04-${date}`, 'paid'),
        said(`2024-04-${date}`, 'missing', { by: 'uspo' }),
      ]),
      ['USPO dit les 2 et 3 avril manquants'],
    ],
    [
      'another date',
      [
        said('2024-04-04', 'promised'),
        said('2024-04-04', 'promised', { by: 'uspo', expectedOn: '2024-04-20' }),
      ],
      ['USPO dit le 4 avril attendu le 20 avril'],
    ],
  ])('%s', (_, days, expected) => {
    expect(contradictions({ days }, nameOf, TODAY).map(plain)).toEqual(expected);
  });
});
