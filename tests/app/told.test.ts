import { describe, expect, it } from 'vitest';
import { answerTold } from '#app/answer/answer-told';
import type { BoardNews } from '#app/board/board-news';
import { boardTold } from '#app/board/board-told';
import type { Told } from '#app/client/stream';

const AT = '2024-02-02T11:00:00.000Z';
const LATER = '2024-02-02T11:00:05.000Z';
const row = (mutuelle: string, verdict = 'possible') => ({ mutuelle, name: mutuelle.toUpperCase(), verdict });
const news = {
  at: AT,
  board: {
    seq: 7,
    at: AT,
    knownAt: AT,
    profession: 'optician',
    answers: [row('alba'), row('brise'), row('cime')],
    platforms: [{ platform: 'north', name: 'Nord', verdict: 'possible' }],
  },
  incidents: [],
  notices: null,
  blindSince: null,
} as unknown as BoardNews;
const told = (given: Partial<Record<keyof Told, unknown>> = {}): Told =>
  ({
    seq: 8,
    since: 7,
    at: LATER,
    profession: 'optician',
    of: { answers: 3, platforms: 1 },
    answers: [{ mutuelle: 'brise', verdict: 'suspended', candidates: [{ platform: 'south' }] }],
    platforms: [],
    ...given,
  }) as Told;

describe('a board that is told of a change', () => {
  it('replaces the lines told, keeps the names and every other line as it is', () => {
    const next = boardTold(news, told({ incidents: [{ id: 'outage' }] }));
    expect(next?.board.answers[1]).toMatchObject(row('brise', 'suspended'));
    expect(next?.board.answers[0]).toBe(news.board.answers[0]);
    expect(next).toMatchObject({ at: LATER, board: { seq: 8, at: LATER }, incidents: [{ id: 'outage' }] });
    expect(next?.notices).toBeNull();
  });
  it('leaves as it is what is newer than what it is told', () => {
    expect(boardTold(news, told({ seq: 6 }))).toBe(news);
  });
  it('has to ask when a change before was not heard, as in a tab that slept', () => {
    expect(boardTold(news, told({ seq: 10, since: 9 }))).toBeNull();
    expect(boardTold(news, told({ seq: 10, since: null }))?.board.seq).toBe(10);
  });
  it.each([
    ['a line came', told({ of: { answers: 4, platforms: 1 }, answers: [{ mutuelle: 'dune' }] })],
    ['a line went', told({ of: { answers: 2, platforms: 1 }, answers: [] })],
    ['one came and one went', told({ answers: [{ mutuelle: 'dune' }] })],
  ])('has to ask when %s', (_, each) => {
    expect(boardTold(news, each)).toBeNull();
  });
});

describe('an answer that is told of a change', () => {
  const answer = {
    seq: 7,
    at: AT,
    knownAt: AT,
    mutuelle: 'alba',
    reason: 'presumed',
    candidates: [{ platform: 'north' }],
  };
  it('has to ask when a change before was not heard', () => {
    expect(answerTold(answer, {}, told({ seq: 10, since: 9 }))).toBeNull();
  });
  it('is confirmed by what changed for others', () => {
    expect(answerTold(answer, {}, told())).toEqual({ ...answer, seq: 8, at: LATER, knownAt: LATER });
  });
  it.each([
    ['its line', told({ answers: [{ mutuelle: 'alba', candidates: [] }] }), {}],
    [
      'another line of its operator alone',
      told({ answers: [{ mutuelle: 'cime', candidates: [{ platform: 'north' }] }] }),
      {},
    ],
    ['its operator', told({ answers: [], platforms: [{ platform: 'north' }] }), {}],
    ['no line at all, as another voice', told({ answers: [] }), {}],
    ['notices', told({ notices: [] }), {}],
    ['anything, and its concentrator is in no line', told(), { concentrator: 'hub' }],
  ])('has to ask when what changed is %s', (_, each, asked) => {
    expect(answerTold(answer, asked, each)).toBeNull();
  });
});
