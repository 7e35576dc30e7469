import { describe, expect, it } from 'vitest';
import { homeWords, stripWords, touchedSentence } from '#app/words/home';

describe('the home', () => {
  it.each([
    [['Viamedis'], 'Viamedis est touché'],
    [['Viamedis', 'Almerys'], 'Viamedis et Almerys sont touchés'],
    [['A', 'B', 'C', 'D'], 'A, B, C et D sont touchés'],
    [['A', 'B', 'C', 'D', 'E'], 'A, B, C et 2 autres sont touchés'],
  ])('names %j', (names, said) => {
    expect(touchedSentence(names)).toBe(said);
  });

  it('says of ninety days what did not work, and of the others that nothing was said', () => {
    expect(stripWords('Viamedis', [])).toMatch(/^Viamedis, 90 jours\s: rien de signalé$/);
    const counts = [
      { state: 'down', days: 3 },
      { state: 'degraded', days: 1 },
    ] as const;
    expect(stripWords('Viamedis', counts)).toMatch(/^Viamedis, 90 jours\s: coupé 3 jours, dégradé 1 jour$/);
  });

  it('counts those of whom nothing is said', () => {
    expect(homeWords.quietHint(1)).toContain('chez l’opérateur connu');
    expect(homeWords.quietHint(19)).toContain('chez les 19 opérateurs et réseaux connus');
  });
});
