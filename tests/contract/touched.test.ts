import { expect, it } from 'vitest';
import { isTouched } from '#server/contract/touched';

const well = { verdict: 'possible', payment: 'normal' } as const;
const unpaid = { verdict: 'possible', payment: 'suspended' } as const;
const closed = { verdict: 'suspended', payment: 'normal' } as const;
const unlisted = { verdict: 'unknown', payment: 'unknown', reason: 'no-convention' } as const;

it.each([
  ['« Oui », paid as usual', { ...well, reason: 'presumed', likely: [] }, false],
  ['an incident without effect', { ...well, reason: 'unaffected', likely: [] }, false],
  ['« Oui », not paid', { ...unpaid, reason: 'virement-down', likely: [] }, true],
  ['« Non »', { ...closed, reason: 'pec-down', likely: [] }, true],
  ['« À vérifier »', { verdict: 'unknown', payment: 'normal', reason: 'pec-unknown', likely: [] }, true],
  ['nobody known', { ...unlisted, likely: [] }, false],
  ['a likely operator that works', { ...unlisted, likely: [well] }, false],
  ['a likely operator that does not', { ...unlisted, likely: [well, closed] }, true],
  ['a likely operator that pays nobody', { ...unlisted, likely: [unpaid] }, true],
] as const)('touched or not: %s', (_, row, expected) => {
  expect(isTouched(row)).toBe(expected);
});
