import { describe, expect, it } from 'vitest';
import { DEEDS, NOUNS } from '#app/words/space-audit';
import { NOUNS as FACTS } from '#db/dataset/nouns';
import { WATCHED } from '#db/watched';
import { writtenEntries } from '../support/runner/written-entries';

describe('the words of the journal', () => {
  const { actions, nouns, unread } = writtenEntries();
  it('name every action that is ever written, and none that is not', () => {
    expect(unread).toEqual([]);
    expect([...DEEDS.keys()].sort()).toEqual([...actions].sort());
  });
  it('name everything that an action is ever about', () => {
    const all = [...nouns, ...FACTS.map(({ table }) => table), ...WATCHED.map(({ noun }) => noun)];
    expect(all.filter((noun) => !NOUNS.has(noun))).toEqual([]);
  });
});
