import { describe, expect, it } from 'vitest';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { newestFirst, type Statement } from '#server/domain/facts/statements';
import { judgeFlow } from '#server/domain/judgement/health';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { outageStart } from '#server/domain/judgement/outage-start';
import { importedFrom, type Person } from '#server/domain/speakers/independence';
import { mayWitness, type Return, recordedApart, type Speaker } from '#server/domain/speakers/witness';
import {
  anAlarm,
  anOrganisation,
  aPlatform,
  aSeries,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';

const now = paris('2026-02-09 12:00');
const later = (milliseconds: number): Date => shift(now, milliseconds);

describe('a return may confirm another speaker’s', () => {
  const outageSince = later(-4 * HOUR);
  const person = (account: string, given: Partial<Person> = {}): Person => ({
    account,
    organisation: account,
    createdAt: later(-30 * DAY),
    changedAt: later(-30 * DAY),
    vouchedAt: null,
    inviters: [],
    ...given,
  });
  const of = (who: Person): Speaker => ({ person: who, isByKey: false });
  const denis = person('denis');
  const said = { by: 'desk', flows: ['pec' as const], professions: null, effectiveAt: now, recordedAt: now };
  const aReturn = (given: Partial<Return> = {}): Return => ({
    by: 'operator',
    flows: ['pec'],
    professions: null,
    author: person('olga'),
    effectiveAt: later(-MINUTE),
    recordedAt: later(-MINUTE),
    ...given,
  });
  const invited = aReturn({ author: person('olga', { inviters: ['denis'] }) });

  it.each<[string, Speaker, Return[], boolean]>([
    ['said by somebody who owes the other nothing', of(denis), [aReturn()], true],
    ['first of all', of(denis), [], true],
    ['not by key', { person: denis, isByKey: true }, [aReturn()], false],
    ['not by key, first as it may be', { person: denis, isByKey: true }, [], false],
    ['not by the same person under another name', of(denis), [aReturn({ author: denis })], false],
    [
      'by the same person in the same name: that confirms nothing',
      of(denis),
      [aReturn({ author: denis, by: 'desk' })],
      true,
    ],
    ['not of somebody one invited', of(denis), [invited], false],
    ['of somebody one invited, of other flows', of(denis), [{ ...invited, flows: ['idb'] }], true],
    [
      'of somebody one invited, for another profession',
      of(denis),
      [{ ...invited, professions: ['dentist'] }],
      false,
    ],
    ['not of two of whom one is joined', of(denis), [aReturn(), invited], false],
    [
      'not of somebody one invited, of one flow among others',
      of(denis),
      [{ ...invited, flows: ['idb', 'pec'] }],
      false,
    ],
    ['of a return still to come', of(denis), [{ ...invited, effectiveAt: later(1) }], true],
    ['not of one of the same instant', of(denis), [{ ...invited, effectiveAt: now }], false],
    ['of what was read in a file', of(denis), [aReturn({ author: importedFrom('operator') })], true],
    ['not by a newcomer', of(person('denis', { createdAt: later(-DAY), changedAt: later(-DAY) })), [], false],
    ['not by somebody recovered since', of(person('denis', { changedAt: outageSince })), [aReturn()], false],
    [
      'not of somebody recovered since',
      of(denis),
      [aReturn({ author: person('olga', { changedAt: now }) })],
      false,
    ],
  ])('%s', (_, speaker, returns, may) => {
    expect(mayWitness(said, speaker, returns, { now, outageSince })).toBe(may);
  });
  it('if the two are for one profession at least', () => {
    const forOpticians = { ...said, professions: ['optician' as const] };
    const asked = { now, outageSince };
    const elsewhere = { ...invited, professions: ['dentist' as const] };
    expect(mayWitness(forOpticians, of(denis), [elsewhere], asked)).toBe(true);
    for (const professions of [['optician' as const], ['dentist' as const, 'optician' as const], null])
      expect(mayWitness(forOpticians, of(denis), [{ ...invited, professions }], asked)).toBe(false);
  });
  it('not when it is said ahead of its time: the returns it would confirm are not said yet', () => {
    const ahead = { ...said, effectiveAt: later(1) };
    expect(mayWitness(ahead, of(denis), [], { now, outageSince })).toBe(false);
  });
});

describe('two returns are recorded', () => {
  const at = (recordedAt: Date) => ({ recordedAt });
  it.each<[string, Date[], Date]>([
    ['now, when there is none', [], now],
    ['now, after those of before', [later(-1)], now],
    ['one after the other, within a millisecond', [now], later(1)],
    ['after the last of several', [later(2), now, later(1)], later(3)],
    ['after one of a clock a second ahead', [later(1000)], later(1001)],
    ['now, whatever a clock of another day says', [later(1001)], now],
  ])('%s', (_, others, recordedAt) => {
    expect(recordedApart(now, others.map(at))).toEqual(recordedAt);
  });
});

describe('a good word that may not witness', () => {
  const judged = (second: Partial<Statement>) => {
    const statements = [
      aStatement({ by: 'operator', health: 'down', effectiveAt: later(-HOUR) }),
      aStatement({ by: 'operator', health: 'operational', effectiveAt: later(-30 * MINUTE) }),
      aStatement({ by: 'union', health: 'operational', effectiveAt: later(-MINUTE), ...second }),
    ].sort(newestFirst);
    const bearing = {
      statements,
      confirmed: new Set<string>(),
      kindOf: (by: string) => (by === 'operator' ? ('operator' as const) : ('union' as const)),
      signal: null,
      witness: () => null,
      reportedSince: null,
    };
    return judgeFlow(bearing, now).basis;
  };
  it('leaves the return announced, where another one confirms it', () => {
    expect(judged({})).toBe('declared');
    expect(judged({ witness: false })).toBe('announced');
    expect(judged({ effectiveAt: later(-30 * MINUTE) })).toBe('declared');
    expect(judged({ effectiveAt: later(-30 * MINUTE - 1) })).toBe('announced');
  });
});

describe('the outage that words are about began', () => {
  const directory = directoryWith({
    platforms: [aPlatform({ id: 'p' })],
    organisations: [
      anOrganisation({ id: 'p', kind: 'operator', platforms: ['p'] }),
      anOrganisation({ id: 'union', kind: 'union', professions: ['optician'] }),
      anOrganisation({ id: 'desk', kind: 'desk' }),
    ],
  });
  const about = { platform: 'p', flows: ['pec' as const], professions: null, mutuelles: null };
  const start = (
    said: readonly [Partial<Statement>['health'] & string, number, Partial<Statement>?][],
    confirmed: number[] = [],
    more: Partial<Evidence> = {},
  ) => {
    const statements = said.map(([health, at, given]) =>
      aStatement({ by: 'p', health: health as Statement['health'], effectiveAt: later(at), ...given }),
    );
    const confirmations = confirmed.map((index) => ({
      statement: statements[index]?.id ?? '',
      by: 'desk',
      recordedAt: now,
      storedAt: now,
    }));
    const known = knownFacts(directory, evidenceOf({ statements, confirmations, ...more }), now, now);
    return outageStart(known, about);
  };

  it.each<[string, Parameters<typeof start>, number | null]>([
    ['never, when nothing is said', [[]], null],
    ['never, when only good is said', [[['operational', -HOUR]]], null],
    [
      'with the first bad word',
      [
        [
          ['down', -3 * HOUR],
          ['degraded', -HOUR],
        ],
      ],
      -3 * HOUR,
    ],
    [
      'when the word says, not when it was said',
      [[['down', -3 * HOUR, { recordedAt: later(-HOUR) }]]],
      -3 * HOUR,
    ],
    [
      'before a return that is only announced',
      [
        [
          ['down', -3 * HOUR],
          ['operational', -HOUR],
        ],
      ],
      -3 * HOUR,
    ],
    [
      'before the first return, when « down » is said again',
      [
        [
          ['down', -5 * HOUR],
          ['operational', -3 * HOUR],
          ['down', -2 * HOUR],
          ['operational', -HOUR],
        ],
      ],
      -5 * HOUR,
    ],
    [
      'after a return that was confirmed',
      [
        [
          ['down', -5 * HOUR],
          ['operational', -3 * HOUR],
          ['down', -2 * HOUR],
        ],
        [1],
      ],
      -2 * HOUR,
    ],
    [
      'after a return of a day that nobody contradicted',
      [
        [
          ['down', -5 * DAY],
          ['operational', -3 * DAY],
          ['down', -2 * HOUR],
        ],
      ],
      -2 * HOUR,
    ],
    [
      'after a return of a day exactly',
      [
        [
          ['down', -5 * DAY],
          ['operational', -DAY - HOUR],
          ['down', -HOUR],
        ],
      ],
      -HOUR,
    ],
    [
      'before a return of a moment less',
      [
        [
          ['down', -5 * DAY],
          ['operational', -DAY - HOUR + 1],
          ['down', -HOUR],
        ],
      ],
      -5 * DAY,
    ],
    [
      'never any more, once a return has held for a day',
      [
        [
          ['down', -5 * DAY],
          ['operational', -DAY],
        ],
      ],
      null,
    ],
    [
      'before a return that holds for a moment less',
      [
        [
          ['down', -5 * DAY],
          ['operational', -DAY + 1],
        ],
      ],
      -5 * DAY,
    ],
    ['with a lapsed word that nobody ended', [[['down', -20 * DAY]]], -20 * DAY],
    [
      'not with one of more than a month',
      [
        [
          ['down', -31 * DAY],
          ['down', -HOUR],
        ],
      ],
      -HOUR,
    ],
    [
      'with one of more than a month that still stands',
      [
        [
          ['down', -31 * DAY, { validUntil: later(DAY) }],
          ['down', -HOUR],
        ],
      ],
      -31 * DAY,
    ],
    [
      'with what was said for one of its professions',
      [
        [
          ['down', -3 * HOUR, { by: 'union', professions: ['optician'] }],
          ['down', -HOUR],
        ],
      ],
      -3 * HOUR,
    ],
    [
      'with the first failure, when it is measured',
      [[], [], { series: [aSeries('+---', now)] }],
      -2 * MINUTE,
    ],
    [
      'with the first failure, when it is said later',
      [[['down', -MINUTE]], [], { series: [aSeries('+---', now)] }],
      -2 * MINUTE,
    ],
    ['never, when it is measured to work', [[], [], { series: [aSeries('---+++', now)] }], null],
    ['never with what practices report', [[], [], { alarms: [anAlarm(later(-MINUTE))] }], null],
    ['not with what is said of another flow', [[['down', -3 * HOUR, { flows: ['idb'] }]]], null],
    [
      'not with what a union says beyond its professions',
      [[['down', -3 * HOUR, { by: 'union', professions: ['dentist'] }]]],
      null,
    ],
  ])('%s', (_, given, at) => {
    expect(start(...given)).toEqual(at === null ? null : later(at));
  });
});
