import { expect, it } from 'vitest';
import type { PlatformPayments } from '#server/contract/payments';
import { paymentDaysSentence } from '../../app/words/answer-page';

const said = (day: string, state: 'paid' | 'missing' | 'promised', given: object = {}) => ({
  day,
  state,
  expectedOn: state === 'promised' ? '2024-04-17' : null,
  by: 'cetip',
  recordedAt: '2024-04-10T09:00:00Z',
  ...given,
});
const sentence = (paidUntil: string | null, days: PlatformPayments['days']) =>
  paymentDaysSentence({ platform: 'cetip', paidUntil, days }, 'CETIP').replace(/[\u00a0\u202f]/g, ' ');

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
    'payé jusqu’au 3 avril (CETIP, dit par uspo)',
  ],
])('%s', (_, paidUntil, days, expected) => {
  expect(sentence(paidUntil, days)).toBe(expected);
});
