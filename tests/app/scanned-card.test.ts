import { describe, expect, it } from 'vitest';
import { mayBeBeside, printedCard, readBeside, readCard, repairDigits } from '#app/board/scanned-card';
import { readPrinted } from '#server/contract/search/numbers';

const GS = '\u001d';
const KNOWN = ['00410001', '00401737'];

describe('what a scanner leaves in the field', () => {
  it.each([
    ['the number alone', '00401737', { amc: '00401737', code: null, csr: null }, false],
    ['type and CSR', `00401737${GS}IS${GS}003`, { amc: '00401737', code: 'IS', csr: '003' }, true],
    [
      'then the rest',
      `00401737${GS}is${GS}003${GS}1850299123456`,
      { amc: '00401737', code: 'IS', csr: '003' },
      true,
    ],
    ['a type alone', `00401737${GS}SP${GS}1850299123456`, { amc: '00401737', code: 'SP', csr: null }, true],
    ['as printed', '00401737/IS/003', { amc: '00401737', code: 'IS', csr: '003' }, true],
    ['the rest at once', '004017371850299123456', { amc: '00401737', code: null, csr: null }, true],
    ['a name', `00401737${GS}DUPONT${GS}MARIE`, { amc: '00401737', code: null, csr: null }, true],
    ['a short year', `00401737${GS}1985`, { amc: '00401737', code: null, csr: null }, true],
  ])('%s: the number, the type and the CSR are kept', (_, typed, card, hasRest) => {
    expect(readCard(typed, KNOWN)).toEqual({ card, hasRest });
  });
  it('no number at its beginning: nothing is read; typed by a person: it is no scan', () => {
    expect(readCard(`X${GS}1850299123456`, KNOWN)).toEqual({ card: null, hasRest: true });
    expect(readCard('malakoff', KNOWN)).toBeNull();
    expect(repairDigits("àà'&ààà&")).toBe('00410001');
  });
  it.each([
    ['fifteen digits', '004017371234567', true],
    ['a man of December 1985, with his key', '185129912345678', false],
    ['a woman of 1999, without it', '2990175123456', false],
    ['a month that nobody knows', '1852099123456', false],
  ])('%s: the number of a person is never one of a card, even when it begins so', (_, typed, isCard) => {
    const card = readCard(typed, [...KNOWN, typed.slice(0, 8)])?.card ?? null;
    expect(card !== null).toBe(isCard);
  });
  it('key by key, no more is held than a type and a CSR', () => {
    const held = (keys: string) => {
      let beside = '';
      for (const key of keys) {
        if (!mayBeBeside(beside + key)) return { beside, read: readBeside(beside + key) };
        beside += key;
      }
      return { beside, read: readBeside(beside) };
    };
    expect(held(`${GS}IS${GS}003${GS}1850299123456`)).toEqual({
      beside: `${GS}IS${GS}003`,
      read: { code: 'IS', csr: '003' },
    });
    expect(held(`${GS}1850299123456`)).toEqual({ beside: GS, read: { code: null, csr: null } });
    expect(held(`${GS}DUPONT`)).toEqual({ beside: `${GS}DU`, read: { code: null, csr: null } });
  });
  it('is shown as one would type it, and read again so', () => {
    const shown = printedCard({ amc: '00401737', code: 'IS', csr: '003' });
    expect(shown).toBe('00401737-IS-003');
    expect(readPrinted(shown)).toEqual([{ number: '00401737', code: 'IS', csr: '003' }]);
    expect(readPrinted(printedCard({ amc: '00401737', code: null, csr: null }))[0]).toMatchObject({
      number: '00401737',
    });
  });
});
