import { describe, expect, it } from 'vitest';
import { restsOf } from '#app/board/view';
import { restsWords } from '#app/words/board';
import type { Basis } from '#server/domain/facts/vocabulary';

const said = (...bases: Basis[]) => restsWords(restsOf(bases.map((basis) => ({ basis }))));

describe('the head of a board says what its operators rest on', () => {
  it.each<[Basis[], string]>([
    [['observed', 'observed', 'declared', 'presumed'], '2 opérateurs mesurés, 1 déclaré, 1 présumé'],
    [['presumed', 'presumed'], '0 opérateur mesuré, 0 déclaré, 2 présumés'],
    // A return announced, a quarrel and what counters report are somebody's word.
    [['announced', 'contested', 'reported'], '0 opérateur mesuré, 3 déclarés, 0 présumé'],
    [['lapsed', 'silent', 'observed'], '1 opérateur mesuré, 0 déclaré, 0 présumé, 2 sans nouvelle'],
  ])('%j', (bases, words) => {
    expect(said(...bases)).toBe(words);
  });
});
