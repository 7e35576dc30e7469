import { describe, expect, it } from 'vitest';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { type Run, runsOf } from '#server/domain/facts/observations';
import {
  isExcluded,
  type Reading,
  readSeries,
  signalOf,
  silentFrom,
  withoutExcluded,
} from '#server/domain/judgement/damping';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { measuredOf } from '#server/domain/judgement/measured';
import { aMaintenance, aSeries, directoryWith, evidenceOf, paris } from '../support/world/builders';

/** Instants and spans in minutes around noon. */
const noon = paris('2024-02-05 12:00');
const at = (minutes: number) => shift(noon, minutes * MINUTE);
const minutesOf = (instant: Date | null) => instant && (+instant - +noon) / MINUTE;
const excluded = (...spans: [number, number][]) =>
  spans.map(([from, to]) => ({ from: at(from), to: at(to) }));

const aRun = (firstAt: number, thirdAt: number | null, lastAt: number, isOk = true): Run => ({
  isOk,
  firstAt: at(firstAt),
  thirdAt: thirdAt === null ? null : at(thirdAt),
  lastAt: at(lastAt),
});
const runsIn = (runs: readonly Run[]) =>
  runs.map(({ firstAt, thirdAt, lastAt }) => [firstAt, thirdAt, lastAt].map(minutesOf));

describe('results in runs', () => {
  it('of one instant count the failure, then the success', () => {
    const both = [...aSeries('+', noon).results, ...aSeries('-', noon).results];
    expect(runsOf([...both, ...both], 0)).toEqual([aRun(0, null, 0, false), aRun(0, null, 0)]);
    expect(runsOf([], 0)).toEqual([]);
  });
});

describe('a run around windows of maintenance', () => {
  const run = aRun(0, 2, 20);
  it.each<[string, [number, number][], (number | null)[][]]>([
    ['none', [], [[0, 2, 20]]],
    ['one that is over as it begins', [[-5, 0]], [[0, 2, 20]]],
    ['one that begins after it', [[21, 30]], [[0, 2, 20]]],
    [
      'one within it',
      [[5, 10]],
      [
        [0, 2, 5],
        [10, 12, 20],
      ],
    ],
    [
      'one before its third result',
      [[2, 10]],
      [
        [0, null, 2],
        [10, 12, 20],
      ],
    ],
    [
      'one just after its third result',
      [[3, 10]],
      [
        [0, 2, 3],
        [10, 12, 20],
      ],
    ],
    ['one that begins with it', [[0, 10]], [[10, 12, 20]]],
    ['one that had begun', [[-5, 10]], [[10, 12, 20]]],
    [
      'one at the end, which leaves too little',
      [[5, 19]],
      [
        [0, 2, 5],
        [19, null, 20],
      ],
    ],
    [
      'one at the end, which leaves enough',
      [[5, 18]],
      [
        [0, 2, 5],
        [18, 20, 20],
      ],
    ],
    [
      'one that ends with it',
      [[5, 20]],
      [
        [0, 2, 5],
        [20, null, 20],
      ],
    ],
    ['one that outlasts it', [[5, 21]], [[0, 2, 5]]],
    ['one that begins as it ends', [[20, 30]], [[0, 2, 20]]],
    ['one that covers it', [[-5, 30]], []],
    [
      'two, in any order',
      [
        [12, 14],
        [5, 10],
      ],
      [
        [0, 2, 5],
        [10, null, 12],
        [14, 16, 20],
      ],
    ],
    [
      'two, of which one says the same',
      [
        [5, 10],
        [6, 8],
      ],
      [
        [0, 2, 5],
        [10, 12, 20],
      ],
    ],
  ])('%s', (_, spans, parts) => {
    expect(runsIn(withoutExcluded(run, MINUTE, excluded(...spans)))).toEqual(parts);
  });
  it('of too few results stays so', () => {
    expect(runsIn(withoutExcluded(aRun(0, null, 20), MINUTE, excluded([5, 10])))).toEqual([
      [0, null, 5],
      [10, 12, 20],
    ]);
  });
  it('the first instant of one is excluded, the last is not', () => {
    expect([-1, 0, 4, 5].map((minute) => isExcluded(at(minute), excluded([0, 5])))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('a probe heard at noon, every minute', () => {
  it.each<[string, [number, number][], number]>([
    ['is silent after three', [], 3],
    ['whatever was excluded before', [[-10, -5]], 3],
    ['whatever was excluded until then', [[-10, 0]], 3],
    ['not while it was excluded', [[1, 11]], 13],
    ['not while it was excluded since before', [[-5, 10]], 13],
    [
      'not while it was excluded twice',
      [
        [15, 20],
        [1, 11],
      ],
      13,
    ],
    [
      'not while it was excluded twice, close to each other',
      [
        [12, 20],
        [1, 11],
      ],
      21,
    ],
    [
      'whatever is excluded twice',
      [
        [1, 11],
        [2, 6],
      ],
      13,
    ],
    ['as a window begins, one instant too late', [[3, 10]], 10],
  ])('%s', (_, spans, minutes) => {
    expect(silentFrom(noon, MINUTE, excluded(...spans))).toEqual(shift(at(minutes), 1));
  });
});

describe('what a probe says from runs and results', () => {
  const read = (runs: Run[], signs: string, until: number, asked = 0, knownAt = asked) =>
    readSeries({ ...aSeries(signs, at(until)), runs }, at(asked), at(knownAt), []);
  const said = (...given: Parameters<typeof read>) => {
    const reading = read(...given);
    return (
      reading && [
        reading.state?.kind ?? null,
        minutesOf(reading.last),
        reading.isLastOk,
        minutesOf(reading.lastOk),
      ]
    );
  };
  it.each<[string, Parameters<typeof read>, ReturnType<typeof said>]>([
    ['nothing heard', [[], '', 0], null],
    ['a run', [[aRun(-60, -58, -1)], '', 0], ['healthy', -1, true, -1]],
    ['a run that goes on', [[aRun(-60, -58, 30)], '', 0], ['healthy', 0, true, 0]],
    ['a run still to come', [[aRun(1, 3, 30)], '', 0], null],
    ['a run not yet long enough', [[aRun(-1, 1, 30)], '', 0], [null, 0, true, 0]],
    ['a run of failures', [[aRun(-60, -58, -1, false)], '', 0], ['failing', -1, false, null]],
    [
      'a success behind a failure',
      [[aRun(-60, -58, -10), aRun(-9, -7, -1, false)], '', 0],
      ['failing', -1, false, -10],
    ],
    ['results after a run', [[aRun(-60, -58, -3)], '-', 0], ['healthy', 0, false, -3]],
    ['results after a run, that conclude', [[aRun(-60, -58, -3)], '---', 0], ['failing', 0, false, -3]],
    ['results that take over at its third', [[aRun(-60, -2, -2)], '-++', 0], ['healthy', 0, true, 0]],
    ['results that begin before its third', [[aRun(-60, -1, -1)], '-++', 0], [null, 0, true, 0]],
    ['results beside a run without a third', [[aRun(-60, null, -3)], '++', 0], [null, 0, true, 0]],
    ['a failure last', [[], '+++-', 0], ['healthy', 0, false, -1]],
    ['results still to come, though known', [[], '---+++', 3, 0, 9], ['failing', 0, false, null]],
    ['results not known', [[], '---+++', 0, 0, -3], ['failing', -3, false, null]],
  ])('%s', (_, given, expected) => {
    expect(said(...given)).toEqual(expected);
  });
});

describe('what several probes say', () => {
  const reading = (
    state: 'failing' | 'healthy' | null,
    last: number,
    given: Partial<Reading> = {},
  ): Reading => ({
    state: state && { kind: state, since: at(last - 9) },
    last: at(last),
    isRelied: true,
    isLastOk: state !== 'failing',
    lastOk: state === 'failing' ? null : at(last),
    isStale: false,
    ...given,
  });
  const failing = [reading('failing', -5), reading('healthy', 0)];
  it('is dated by those that say it', () => {
    expect(signalOf(failing)).toEqual({ kind: 'failing', since: at(-14), last: at(-5) });
    expect(signalOf([reading('healthy', -5), reading('healthy', -4), reading(null, 0)])).toEqual({
      kind: 'healthy',
      since: at(-14),
      last: at(-4),
    });
    expect(signalOf([])).toBeNull();
  });

  const measured = (
    series: Parameters<typeof aSeries>[],
    maintenances = [] as ReturnType<typeof aMaintenance>[],
  ) => {
    const evidence = evidenceOf({ series: series.map((each) => aSeries(...each)), maintenances });
    return measuredOf(knownFacts(directoryWith({}), evidence, noon, noon), 'p', 'pec', 'optician');
  };
  it('is shown beside the last raw result', () => {
    expect(measured([])).toBeNull();
    expect(
      measured([
        ['+++', at(-1), { probe: 'one' }],
        ['---', noon, { probe: 'two' }],
      ]),
    ).toEqual({
      state: 'failing',
      since: at(-2),
      last: noon,
      isLastOk: false,
      probes: 2,
    });
    expect(
      measured([
        ['---', at(-1), { probe: 'one' }],
        ['+++', noon, { probe: 'two' }],
      ]),
    ).toMatchObject({
      last: noon,
      isLastOk: true,
    });
    expect(
      measured([
        ['---', noon, { probe: 'one' }],
        ['+++', at(-1), { probe: 'two' }],
      ]),
    ).toMatchObject({ last: noon, isLastOk: false });
    expect(measured([['+', noon]])).toMatchObject({ state: null, since: null, isLastOk: true, probes: 1 });
    expect(measured([['+++', at(-9)]])).toMatchObject({ state: 'stale', since: null, last: at(-9) });
  });
  it('is not frozen by whom the directory does not know', () => {
    const window = aMaintenance({ by: 'nobody', from: at(-10), to: at(10) });
    expect(measured([['---', noon]], [window])).toMatchObject({ state: 'failing' });
  });
});

describe('the last success of results that are kept only as runs', () => {
  const lastOk = (run: Run, ...spans: [number, number][]) =>
    minutesOf(
      readSeries({ ...aSeries('', noon), runs: [run] }, at(60), at(60), excluded(...spans))?.lastOk ?? null,
    );
  it.each<[string, Run, [number, number][], number | null]>([
    ['is the run’s last', aRun(0, 2, 20), [], 20],
    ['is the run’s last when a window lies within it', aRun(0, 2, 20), [[5, 10]], 20],
    ['lies before the window that its end is in', aRun(0, 2, 20), [[15, 30]], 2],
    ['lies before the window, also when that cut its third', aRun(0, 5, 20), [[3, 30]], 0],
    ['is none when all of it is in a window', aRun(0, 2, 20), [[-5, 30]], null],
    ['is none of a run of failures', aRun(0, 2, 20, false), [], null],
  ])('%s', (_, run, spans, expected) => {
    expect(lastOk(run, ...spans)).toBe(expected);
  });
});
