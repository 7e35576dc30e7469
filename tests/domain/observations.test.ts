import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import type { Maintenance } from '#server/domain/facts/maintenances';
import { type Observation, runsOf, type Series } from '#server/domain/facts/observations';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { signalFor } from '#server/domain/judgement/measured';
import {
  aMaintenance,
  anOrganisation,
  aPlatform,
  aSeries,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const noon = paris('2024-02-05 12:00');
const directory = directoryWith({
  platforms: [aPlatform({ id: 'p' })],
  organisations: [anOrganisation({ id: 'operator', kind: 'operator', platforms: ['p'] })],
});

const signal = (series: readonly Series[], at = noon, maintenances: readonly Maintenance[] = []) =>
  signalFor(knownFacts(directory, evidenceOf({ series, maintenances }), at, at), 'p', 'pec', 'optician');
const kind = (...args: Parameters<typeof signal>) => signal(...args)?.kind ?? 'none';

describe('one probe', () => {
  it.each([
    ['', 'none'],
    ['-', 'none'],
    ['--', 'none'],
    ['---', 'failing'],
    ['++', 'none'],
    ['+++', 'healthy'],
    ['+++--', 'healthy'],
    ['+++---', 'failing'],
    ['---+', 'failing'],
    ['---++', 'failing'],
    ['---+++', 'healthy'],
    ['---+-+-+-+', 'failing'],
    ['+++-+-+-+-', 'healthy'],
    ['-+-+-+-+', 'none'],
  ])('« %s » is %s', (signs, expected) => {
    expect(kind(signs === '' ? [] : [aSeries(signs, noon)])).toBe(expected);
  });
  it('fails since the first failure of the run that decided, flaps left aside', () => {
    expect(signal([aSeries('+++-+---', noon)])).toMatchObject({ since: shift(noon, -2 * MINUTE) });
    expect(signal([aSeries('---+-+---', noon)])).toMatchObject({ since: shift(noon, -8 * MINUTE) });
  });
  it('a time-out is a failure', () => {
    const series = aSeries('+++---', noon);
    const results = series.results.map((each) => ({
      ...each,
      outcome: each.outcome === 'ok' ? each.outcome : ('timeout' as const),
    }));
    expect(kind([{ ...series, results }])).toBe('failing');
  });
  it('is stale when its last result is older than three of its intervals, not before', () => {
    const series = [aSeries('---', shift(noon, -3 * MINUTE))];
    expect(kind(series)).toBe('failing');
    expect(signal(series, shift(noon, 1))).toMatchObject({
      kind: 'stale',
      last: shift(noon, -3 * MINUTE),
    });
  });
  it.each([
    ['ours', { kind: 'ours' }, HOUR, true],
    ['of a newcomer that tried once, and left', { kind: 'pushed', by: 'op' }, DAY - 1, false],
    ['of a newcomer heard for a day', { kind: 'pushed', by: 'op' }, DAY, true],
    ['of a heartbeat of an hour', { kind: 'heartbeat' }, HOUR, false],
  ] as const)('its silence is relied upon, or not: %s', (_, source, span, isRelied) => {
    const series = aSeries('+++', shift(noon, -3 * DAY), { source });
    const results = series.results.map((each, index) => ({
      ...each,
      observedAt: shift(noon, -3 * DAY - (index === 0 ? 0 : span)),
    }));
    expect(signal([{ ...series, results }], noon)).toMatchObject({ kind: 'stale', isRelied });
  });
  it('does not count once it is disabled', () => {
    expect(kind([aSeries('---', noon, { disabledAt: noon })])).toBe('none');
    expect(kind([aSeries('---', noon, { disabledAt: shift(noon, 1) })])).toBe('failing');
  });
  it('what is recorded later was not known', () => {
    const late = aSeries('---', noon);
    const results = late.results.map((each) => ({ ...each, recordedAt: shift(noon, MINUTE) }));
    expect(kind([{ ...late, results }])).toBe('none');
  });
});

describe('several probes of one flow', () => {
  const probes = (...signs: string[]) =>
    signs.map((each, index) => aSeries(each, noon, { probe: `probe-${index}` }));
  const silent = aSeries('---', shift(noon, -DAY), { probe: 'silent' });

  it('fails when at least half fail', () => {
    expect(kind(probes('---', '+++'))).toBe('failing');
    expect(kind(probes('---', '+++', '+++'))).toBe('none');
  });
  it('is healthy when more than half are and none fails', () => {
    expect(kind(probes('+++', '+++', '-'))).toBe('healthy');
    expect(kind(probes('+++', '-'))).toBe('none');
  });
  it('leaves the silent ones out, until all are', () => {
    expect(kind([...probes('+++'), silent])).toBe('healthy');
    expect(kind([silent])).toBe('stale');
  });
});

describe('a maintenance', () => {
  const window = (from: number, to: number, more: Partial<Maintenance> = {}) =>
    aMaintenance({ by: 'operator', from: shift(noon, from), to: shift(noon, to), ...more });

  it('freezes: what fails during it does not count, what failed before still does', () => {
    const during = [window(-10 * MINUTE, HOUR)];
    expect(kind([aSeries('---', noon)], noon, during)).toBe('none');
    expect(kind([aSeries('+++---', noon)], noon, [window(-2 * MINUTE, HOUR)])).toBe('healthy');
    expect(kind([aSeries('---+++', noon)], noon, [window(-2 * MINUTE, HOUR)])).toBe('failing');
    expect(kind([aSeries('---+++', noon)], noon, [window(0, HOUR)])).toBe('failing');
  });
  it('once over, three results after it decide', () => {
    const over = [window(-10 * MINUTE, -2 * MINUTE)];
    expect(kind([aSeries('+++++++++---', noon)], noon, over)).toBe('failing');
    expect(kind([aSeries('---', noon)], noon, [window(-10 * MINUTE, -MINUTE)])).toBe('none');
  });
  it('does not make a probe that says nothing meanwhile silent', () => {
    const quiet = [aSeries('+++', shift(noon, -HOUR))];
    expect(kind(quiet, noon)).toBe('stale');
    expect(kind(quiet, noon, [window(-59 * MINUTE, HOUR)])).toBe('healthy');
  });
  it('cancelled before it began, or for others, it freezes nothing', () => {
    const failing = [aSeries('---', noon)];
    const cancelled = window(-10 * MINUTE, HOUR, { cancelledAt: shift(noon, -HOUR) });
    expect(kind(failing, noon, [cancelled])).toBe('failing');
    expect(kind(failing, noon, [window(-10 * MINUTE, HOUR, { professions: ['nurse'] })])).toBe('failing');
    expect(kind(failing, noon, [window(-10 * MINUTE, HOUR, { flows: ['dre'] })])).toBe('failing');
  });
});

describe('runs', () => {
  const results = fc
    .array(fc.record({ minute: fc.nat(60), isOk: fc.boolean() }), { maxLength: 40 })
    .map((some) =>
      some.map(
        ({ minute, isOk }): Observation => ({
          observedAt: shift(noon, (minute - 60) * MINUTE),
          recordedAt: noon,
          outcome: isOk ? 'ok' : 'failed',
        }),
      ),
    );

  it('neither order nor repetition changes them', () => {
    fc.assert(
      fc.property(
        results.chain((some) =>
          fc.tuple(
            fc.constant(some),
            fc.shuffledSubarray([...some, ...some], { minLength: some.length * 2 }),
            fc.constantFrom(0, MINUTE, 10 * MINUTE),
          ),
        ),
        ([some, shuffled, apart]) => {
          expect(runsOf(shuffled, apart)).toEqual(runsOf(some, apart));
        },
      ),
    );
  });
  it('say what the raw series says', () => {
    fc.assert(
      fc.property(results, fc.nat(90), (some, after) => {
        const raw = { ...aSeries('', noon), results: some };
        const result = { ...raw, results: [], runs: runsOf(some, 0) };
        const at = shift(noon, after * MINUTE);
        const of = (series: Series) => {
          const said = signal([series], at);
          return said && said.kind !== 'stale' ? { kind: said.kind, since: said.since } : said;
        };
        expect(of(result)).toEqual(of(raw));
      }),
    );
  });
});

describe('results that a key pushes', () => {
  const source = { kind: 'pushed', by: 'operator' } as const;
  const pushed = (signs: string, every: number) => {
    const results = [...signs].map((sign, rank): Observation => {
      const observedAt = shift(noon, (rank - signs.length + 1) * every);
      return { observedAt, recordedAt: observedAt, outcome: sign === '+' ? 'ok' : 'failed' };
    });
    return [{ ...aSeries('', noon, { source }), results }];
  };

  it('count at the interval that the key declares: closer successes count once', () => {
    expect(kind(pushed('+++', MINUTE))).toBe('healthy');
    expect(kind(pushed('+++', 0.95 * MINUTE))).toBe('healthy');
    expect(kind(pushed('+++', 1000))).toBe('none');
    expect(kind(pushed('+'.repeat(100), 1000))).toBe('none');
    expect(kind(pushed('+'.repeat(110), 1000))).toBe('healthy');
  });
  it('cut as fast as they fail', () => {
    expect(kind(pushed('---', 1000))).toBe('failing');
    expect(kind(pushed(`${'+'.repeat(110)}---`, 1000))).toBe('failing');
    expect(kind(pushed('---+++', 1000))).toBe('failing');
  });
  it('begin again at a failure, however close', () => {
    expect(kind(pushed(`${'+'.repeat(100)}-${'+'.repeat(100)}`, 1000))).toBe('none');
  });
  it('count one by one when we measure ourselves, at our own rhythm', () => {
    const [series] = pushed('+++', 1000);
    expect(series && kind([{ ...series, source: { kind: 'ours' } }])).toBe('healthy');
  });
});
