import { describe, expect, it } from 'vitest';
import type { Line } from '#app/board/lines';
import { namesSlides, operatorSlides, restOf } from '#app/wall/slides';
import type { BoardPlatform, BoardRow } from '#server/contract/answers';
import type { BoardGroup, Payment, Verdict } from '#server/domain/facts/vocabulary';

const operator = (platform: string, verdict: Verdict, payment: Payment = 'normal'): BoardPlatform => ({
  platform,
  name: platform,
  kind: 'operator',
  verdict,
  payment,
  since: null,
  expectedBack: null,
  reason: 'declared',
  basis: 'declared',
});

const line = (rank: number, verdict: Verdict, payment: Payment = 'normal'): Line => {
  const name = `M${String(rank).padStart(2, '0')}`;
  const row: BoardRow = {
    mutuelle: name,
    name,
    verdict,
    payment,
    since: null,
    expectedBack: null,
    reason: 'declared',
    basis: 'declared',
    candidates: [],
    likely: [],
    knownElsewhere: [],
  };
  return { mutuelle: name, name, row, group: verdict as BoardGroup, operators: '' };
};

const lines = (count: number, verdict: Verdict): Line[] =>
  Array.from({ length: count }, (_, rank) => line(rank, verdict));

describe('what a wall shows at a time', () => {
  it('is the operators that are touched, worst first, then those that are not', () => {
    const slides = operatorSlides([
      operator('a', 'possible'),
      operator('b', 'suspended'),
      operator('c', 'possible', 'suspended'),
      operator('d', 'suspended'),
    ]);
    expect(slides.map((each) => each.operators.map(({ platform }) => platform))).toEqual([
      ['b', 'd'],
      ['c'],
      ['a'],
    ]);
    expect(slides.map((each) => each.isTouched)).toEqual([true, true, false]);
  });
  it('is three operators at most, of one word and one payment', () => {
    const slides = operatorSlides(['a', 'b', 'c', 'd', 'e'].map((id) => operator(id, 'restricted')));
    expect(slides.map(({ operators }) => operators.length)).toEqual([3, 2]);
  });
  it('is twenty mutuelles of a group at most, and says which of its pages it is', () => {
    const slides = namesSlides([...lines(45, 'suspended'), ...lines(3, 'depends'), ...lines(9, 'possible')]);
    expect(
      slides.map(({ group, page, pages, count, lines: shown }) => [group, page, pages, count, shown.length]),
    ).toEqual([
      ['suspended', 1, 3, 45, 20],
      ['suspended', 2, 3, 45, 20],
      ['suspended', 3, 3, 45, 5],
      ['depends', 1, 1, 3, 3],
    ]);
  });
  it('leaves out no mutuelle that is touched, whose « Oui » is not paid included', () => {
    const slides = namesSlides([line(1, 'possible', 'delayed'), line(2, 'possible')]);
    expect(slides.flatMap((each) => each.lines.map(({ name }) => name))).toEqual(['M01']);
  });
  it('counts the other groups beside', () => {
    expect(restOf([...lines(2, 'suspended'), ...lines(5, 'possible')], 'suspended')).toEqual([
      ['possible', 5],
    ]);
  });
});
