import { describe, expect, it } from 'vitest';
import { freeText } from '#server/contract/texts';

const isRefused = (text: string) => !freeText.safeParse(text).success;

/** Made-up numbers of the shape of a social security number. */
describe('a social security number in a text', () => {
  it.each([
    'Assuré 1840212345678 refusé',
    '184021234567890',
    '1 84 02 12 345 678 90',
    '2-84-02-2A-345-678',
    '2 84 02 2b 345 678 17',
    '7.84.20.99.345.678',
    // Foreign women had a 3 or a 4: no check digit of a product saves it.
    '3840212345678',
  ])('is refused: %s', (text) => {
    expect(isRefused(text)).toBe(true);
  });
  it.each([
    ['a CIP 13, of a medicine', 'Rupture de 3400930000007 depuis lundi'],
    ['a SIRET', '73282932000074'],
    ['a month that is none', '1841312345678'],
    ['a key that is none', '184021234567898'],
    ['a longer run', '1840212345678901234'],
    ['a telephone', '01 84 02 12 34 et 01 84 02 12 35'],
    ['an AMC number', '00401737'],
  ])('is not %s', (_, text) => {
    expect(isRefused(text)).toBe(false);
  });
});
