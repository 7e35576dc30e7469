import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { boardPlatforms } from '#server/domain/judgement/board';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { announcedFor, overviewOf } from '#server/domain/judgement/overview';
import {
  aConvention,
  aMaintenance,
  aMutuelle,
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';
import { changingWorld, instantWithin } from '../support/world/changing-worlds';

const noon = paris('2024-02-05 12:00');
const directory = directoryWith({
  platforms: [
    aPlatform({ id: 'p' }),
    aPlatform({ id: 'quiet', professions: ['optician', 'nurse'] }),
    aPlatform({ id: 'nobody', professions: [] }),
    aPlatform({ id: 'c', kind: 'concentrator' }),
  ],
  mutuelles: [aMutuelle({ id: 'm' })],
  organisations: [anOrganisation({ id: 'op', kind: 'operator', platforms: ['p', 'quiet'] })],
  conventions: [aConvention({ mutuelle: 'm', platform: 'p' })],
});
const at = (given: Parameters<typeof evidenceOf>[0], instant = noon) => {
  const evidence = evidenceOf(given);
  const known = knownFacts(directory, evidence, instant, instant);
  return { known, evidence, operators: overviewOf(known) };
};
const lines = (given: Parameters<typeof evidenceOf>[0]) =>
  Object.fromEntries(
    at(given).operators.map(({ platform, answers }) => [
      platform,
      answers.map(
        ({ verdict, payment, isPresumed, professions }) =>
          `${verdict} ${payment}${isPresumed ? ' presumed' : ''}: ${professions.length > 3 ? professions.length : professions}`,
      ),
    ]),
  );

describe('in one glance', () => {
  it('says of each operator on a card what it answers to whom, and of a silent one that nothing is said', () => {
    expect(lines({})).toEqual({
      p: ['possible normal presumed: 13'],
      quiet: ['possible normal presumed: optician,nurse'],
    });
  });

  it('puts the worst first, one line an answer, payment with it', () => {
    const statements = [
      aStatement({ by: 'op', health: 'down', flows: ['pec'], professions: ['optician'], effectiveAt: noon }),
      aStatement({
        by: 'op',
        health: 'down',
        flows: ['virement'],
        professions: ['nurse'],
        effectiveAt: noon,
      }),
      aStatement({ by: 'op', health: 'down', flows: ['idb'], professions: ['nurse'], effectiveAt: noon }),
    ];
    expect(lines({ statements }).p).toEqual([
      'suspended normal: optician',
      'restricted suspended: nurse',
      'possible normal presumed: 11',
    ]);
  });

  it('names what an operator rests on, when that decides', () => {
    const resting = directoryWith({
      platforms: [
        aPlatform({ id: 'p', dependsOn: [{ platform: 'root', flows: ['pec'] }] }),
        aPlatform({ id: 'root', kind: 'infrastructure' }),
      ],
      organisations: [anOrganisation({ id: 'op', kind: 'operator', platforms: ['p', 'root'] })],
    });
    const roots = (platform: string, flow: 'pec' | 'idb') => {
      const statements = [
        aStatement({ by: 'op', platform, health: 'down', flows: [flow], effectiveAt: noon }),
      ];
      return overviewOf(knownFacts(resting, evidenceOf({ statements }), noon, noon))[0]?.roots;
    };
    expect([roots('root', 'pec'), roots('root', 'idb'), roots('p', 'pec')]).toEqual([['root'], [], []]);
  });

  it('began with the first of those it is the same for; a date that only some were given is nobody’s', () => {
    const back = shift(noon, HOUR);
    const down = (professions: ('optician' | 'dentist')[], given: object) =>
      aStatement({ by: 'op', health: 'down', flows: ['pec'], professions, ...given });
    const told = (statements: ReturnType<typeof down>[]) => at({ statements }).operators[0]?.answers[0];
    const earlier = shift(noon, -DAY);
    const both = [down(['optician'], { effectiveAt: noon }), down(['dentist'], { effectiveAt: earlier })];
    expect(told(both)).toMatchObject({ since: earlier, expectedBack: null });
    const dated = (given: object) => [
      down(['optician'], { effectiveAt: noon, expectedBack: back }),
      down(['dentist'], { effectiveAt: noon, ...given }),
    ];
    expect(told(dated({}))?.expectedBack).toBeNull();
    expect(told(dated({ expectedBack: shift(back, HOUR) }))?.expectedBack).toEqual(shift(back, HOUR));
  });

  it('is what the board of each profession says, for every profession of it once', () => {
    fc.assert(
      fc.property(changingWorld, instantWithin(30), (world, instant) => {
        const known = knownFacts(world.directory, world.evidence, instant, instant);
        const told = overviewOf(known);
        for (const profession of PROFESSIONS) {
          const question = { profession, card: { code: null, csr: null }, concentrator: null };
          const board = boardPlatforms(known, question);
          const own = told.flatMap(({ platform, answers }) =>
            answers
              .filter(({ professions }) => professions.includes(profession))
              .map(({ verdict, payment }) => ({ platform, verdict, payment })),
          );
          expect(own).toEqual(
            board.map(({ platform, verdict, payment }) => ({ platform, verdict, payment })),
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('what is announced', () => {
  const soon = (hours: number, given: object = {}) =>
    aMaintenance({
      by: 'op',
      id: `w${hours}`,
      from: shift(noon, hours * HOUR),
      to: shift(noon, (hours + 2) * HOUR),
      ...given,
    });
  const told = (given: Parameters<typeof evidenceOf>[0], instant = noon) => {
    const { known, evidence, operators } = at(given, instant);
    return announcedFor(known, evidence, operators);
  };

  it.each<[string, ReturnType<typeof soon>, boolean]>([
    ['one in force', soon(-1), true],
    ['one of tomorrow', soon(24), true],
    ['one at the end of the sixth day', soon(6 * 24 + 11), true],
    ['one in eight days', soon(7 * 24 + 12), false],
    ['one that is over', soon(-3), false],
    ['one cancelled', soon(24, { cancelledAt: shift(noon, -HOUR) }), false],
    ['one to be cancelled', soon(24, { cancelledAt: shift(noon, HOUR) }), true],
    ['one announced later', soon(24, { recordedAt: shift(noon, HOUR) }), false],
  ])('of maintenances: %s', (_, maintenance, isTold) => {
    expect(told({ maintenances: [maintenance] }).maintenances).toHaveLength(isTold ? 1 : 0);
  });

  it('of payments: the days promised for each day of the week to come, once', () => {
    const promised = (day: string, expectedOn: string) => ({
      id: day,
      by: 'op',
      recordedAt: noon,
      storedAt: noon,
      platform: 'p',
      professions: null,
      mutuelles: null,
      day,
      state: 'promised' as const,
      expectedOn,
      text: null,
      sourceUrl: null,
    });
    const payments = [
      promised('2024-02-02', '2024-02-07'),
      promised('2024-02-01', '2024-02-07'),
      promised('2024-01-31', '2024-02-05'),
      promised('2024-01-30', '2024-02-12'),
      promised('2024-01-29', '2024-02-04'),
    ];
    expect(told({ payments }).payments).toEqual([
      { platform: 'p', expectedOn: '2024-02-05', days: ['2024-01-31'] },
      { platform: 'p', expectedOn: '2024-02-07', days: ['2024-02-01', '2024-02-02'] },
    ]);
  });
});
