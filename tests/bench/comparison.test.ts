import { describe, expect, it } from 'vitest';
import { cellsOf, compare, isMetBeside } from './comparison';
import { type Figure, less, more, type Result } from './measure';

const COMMIT = '3a9ac2b000000000000000000000000000000000';
const result = (...figures: Figure[]): Result => ({
  what: 'a page',
  target: '',
  measured: '',
  isMet: true,
  figures,
});
const rounds = (...each: Figure[][]): Result[][] => each.map((figures) => [result(...figures)]);
const cells = (ours: Figure, theirs: Figure) =>
  compare({ ours: rounds([ours]), theirs: rounds([theirs]) }).map((each) => cellsOf(each, COMMIT));

describe('two revisions compared', () => {
  it('takes the median of the rounds of each', () => {
    const [compared] = compare({
      ours: rounds([more('answers', 100)], [more('answers', 900)], [more('answers', 200)]),
      theirs: rounds([more('answers', 50)], [more('answers', 1)], [more('answers', 70)]),
    });
    expect(compared).toMatchObject({ ours: 200, theirs: 50, gain: 4 });
  });
  it.each([
    [
      'more answers',
      more('answers', 18_000),
      more('answers', 9_000),
      '18,000/s',
      '9,000/s',
      '2.00',
      '2.00 × better',
    ],
    [
      'fewer answers',
      more('answers', 9_000),
      more('answers', 18_000),
      '9,000/s',
      '18,000/s',
      '0.50',
      '2.00 × worse',
    ],
    ['less time', less('p99', 5), less('p99', 20), '5.0 ms', '20.0 ms', '0.25', '4.00 × better'],
    ['more time', less('p99', 20), less('p99', 5), '20.0 ms', '5.0 ms', '4.00', '4.00 × worse'],
    ['the same', less('p99', 5), less('p99', 5), '5.0 ms', '5.0 ms', '1.00', 'the same'],
    ['no error any more', less('errors', 0, ''), less('errors', 8, ''), '0.00', '8.00', '0.00', 'better'],
    ['errors', less('errors', 8, ''), less('errors', 0, ''), '8.00', '0.00', '—', 'worse'],
    ['no error, ever', less('errors', 0, ''), less('errors', 0, ''), '0.00', '0.00', '—', 'the same'],
  ])('makes plain which is better: %s', (_, ours, theirs, ...expected) => {
    expect(cells(ours, theirs)).toEqual([['a page', ours.name, ...expected, '', '']]);
  });
  it('says of a figure that the other does not have that it is not known', () => {
    const [compared] = compare({ ours: rounds([less('p99', 5)]), theirs: rounds([]) });
    expect(compared && cellsOf(compared, COMMIT)).toEqual(['a page', 'p99', '5.0 ms', '—', '—', '—', '', '']);
  });
  it('asks for a gain beside the revision it is asked beside, and no other', () => {
    const asked = { ...more('answers', 490), beside: { revision: '3a9ac2b', least: 50 } };
    const [compared] = compare({ ours: rounds([asked]), theirs: rounds([more('answers', 10)]) });
    if (!compared) throw new Error('nothing compared');
    expect(isMetBeside(compared, COMMIT)).toBe(false);
    expect(isMetBeside({ ...compared, gain: 50 }, COMMIT)).toBe(true);
    expect(isMetBeside(compared, 'ba2b344')).toBeNull();
    expect(cellsOf(compared, COMMIT).slice(-3)).toEqual(['49.00 × better', '≥ 50 × better', 'NO']);
  });
  it('asks nothing beside a figure that is not known, and does not call it met', () => {
    const asked = { ...more('answers', 490), beside: { revision: '3a9ac2b', least: 50 } };
    const [compared] = compare({ ours: rounds([asked]), theirs: rounds([]) });
    expect(compared && isMetBeside(compared, COMMIT)).toBe(false);
  });
});
