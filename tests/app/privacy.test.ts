import { describe, expect, it } from 'vitest';
import { lastsWords, privacyKept } from '#app/words/privacy';
import { FILES, type Store, TABLES } from '#db/retention';

const HOUR = 3_600_000;
const lines = privacyKept.flatMap(({ kept }) => kept);
const ofPeople = Object.entries<Store>({ ...TABLES, ...FILES }).filter(([, { people }]) => people !== null);

describe('the page on personal data', () => {
  it('names every store that holds something of people, once', () => {
    const said = lines.flatMap(({ of }) => of);
    expect(said.toSorted(), 'à dire dans app/words/privacy.ts').toEqual(
      ofPeople.map(([name]) => name).toSorted(),
    );
  });
  it.each(ofPeople)('says of %s how long it is kept, as the table of what is kept has it', (name, store) => {
    const line = lines.find(({ of }) => of.includes(name));
    const result = line?.lasts;
    const named = { account: 'account', subscription: 'subscription', always: 'history' };
    const expected = named[store.lasts as keyof typeof named] ?? Number(store.lasts) / HOUR;
    expect(typeof result === 'object' ? result.hours : result).toBe(expected);
  });
  it('tells hours in words', () => {
    expect(lastsWords({ hours: 1, since: 'x' })).toBe('Durée\u202f: 1 heure x.');
    expect(lastsWords({ hours: 48, since: '' })).toBe('Durée\u202f: 2 jours.');
    expect(lastsWords({ hours: 720, since: '; x' })).toBe('Durée\u202f: 30 jours\u202f; x.');
    expect(lastsWords({ hours: 0, since: 'douze minutes' })).toBe('Durée\u202f: douze minutes.');
  });
});
