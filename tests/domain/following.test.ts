import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Follow } from '#server/domain/facts/follows';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { FLOWS, type Profession } from '#server/domain/facts/vocabulary';
import { answerKey, answerStates } from '#server/domain/following/answer-states';
import {
  type Change,
  changesBetween,
  type NumberedChange,
  netChanges,
  toldOf,
} from '#server/domain/following/changes';
import { stories } from '#server/domain/following/story-states';
import { answerFor, answerForOperator, type Judged } from '#server/domain/judgement/answer';
import { boardPlatforms, boardRows } from '#server/domain/judgement/board';
import { type Known, knownFacts } from '#server/domain/judgement/known-facts';
import { aMaintenance, evidenceOf, paris } from '../support/world/builders';
import { directory, evidenceIn, type World, world } from '../support/world/worlds';

/** `PROPERTY_RUNS=10000` looks longer. */
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 400) };
const TIMEOUT_MS = Math.max(90_000, 100 * RUNS.numRuns);

const ASKED: readonly Profession[] = ['optician', 'pharmacist'];
const question = (profession: Profession) => ({
  profession,
  card: { code: null, csr: null },
  concentrator: null,
});

const follow = fc.record({
  profession: fc.constantFrom(...ASKED),
  mutuelles: fc.subarray(['m', 'n']),
  platforms: fc.subarray(['p', 'q']),
  flows: fc.oneof(fc.constant([]), fc.subarray([...FLOWS])),
  kinds: fc.subarray(['change', 'payment'] as const, { minLength: 1 }),
});
const follows = fc.array(follow, { minLength: 1, maxLength: 4 });

/** The same world, as it is looked at again and again, each time with what is known by then. */
const looks = fc.tuple(world, fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 4 }));
const knownsIn = ([given, apart]: [World, number[]]): Known[] => {
  const evidence = evidenceIn(given);
  let at = given.at;
  return [0, ...apart].map((hours) => {
    at = shift(at, hours * HOUR);
    return knownFacts(directory, evidence, at, at);
  });
};

const answersIn = (known: Known): ReadonlyMap<string, string> => {
  const kept = answers.get(known) ?? judged(known);
  answers.set(known, kept);
  return kept;
};
const answers = new WeakMap<Known, ReadonlyMap<string, string>>();
const judged = (known: Known): ReadonlyMap<string, string> =>
  new Map(
    ASKED.flatMap((profession) =>
      answerStates(known, profession, {
        answers: boardRows(known, question(profession)),
        platforms: boardPlatforms(known, question(profession)),
      }),
    ),
  );

/** What is fanned out at each look after the first, numbered from 1. */
const fannedOut = (knowns: readonly Known[]): NumberedChange[] =>
  knowns.slice(1).flatMap((known, rank) => {
    const before = knowns[rank] as Known;
    return changesBetween(answersIn(before), { answers: answersIn(known), stories: [] }, before.at).map(
      (change) => ({ ...change, number: rank + 1 }),
    );
  });

/** What one reads at the counter, judged by itself. */
const readAt = (known: Known, of: string, profession: Profession, id: string) => {
  const asked = question(profession);
  const judged: Judged =
    of === 'mutuelle' ? answerFor(known, asked, id) : answerForOperator(known, asked, id);
  const onCard = [
    ...(judged.verdict === 'depends' && of === 'mutuelle' ? judged.candidates : []),
    ...judged.likely,
  ];
  return {
    change: [judged.verdict, ...onCard.map(({ verdict }) => verdict)].join(),
    payment: [judged.payment, ...onCard.map(({ payment }) => payment)].join(),
    healths: Object.fromEntries(
      judged.candidates.flatMap(({ flows }) => flows.map(({ flow, shown }) => [flow, shown.health])),
    ),
  };
};

type Reading = ReturnType<typeof readAt>;
const isSame = (one: Reading, other: Reading): boolean =>
  one.change === other.change && one.payment === other.payment;

/** By what is followed, one by one, and by nothing that delivery is made of. */
const owedBy = (some: readonly Follow[], knowns: readonly Known[]): string[] =>
  (['mutuelle', 'platform'] as const).flatMap((of) =>
    ASKED.flatMap((profession) =>
      (of === 'mutuelle' ? ['m', 'n'] : ['p', 'q']).flatMap((id) => {
        const read = knowns.map((known) => readAt(known, of, profession, id));
        const [was, is] = [read[0] as Reading, read.at(-1) as Reading];
        const turns = read.flatMap((each, rank) =>
          rank > 0 && !isSame(each, read[rank - 1] as Reading) ? [rank] : [],
        );
        const [before, after] = [read[(turns[0] ?? 1) - 1], read[turns.at(-1) ?? 0]];
        // What weighed on it while the answer turned, and not what turned beside it before or after.
        const turned = FLOWS.filter((flow) => before?.healths[flow] !== after?.healths[flow]);
        const isOwed = some.some((each) => {
          const isAll = each.mutuelles.length === 0 && each.platforms.length === 0;
          const isNamed =
            of === 'mutuelle'
              ? each.mutuelles.includes(id)
              : each.platforms.includes(id) &&
                (each.flows.length === 0 ||
                  turned.length === 0 ||
                  each.flows.some((flow) => turned.includes(flow)));
          return (
            each.profession === profession &&
            (isAll || isNamed) &&
            each.kinds.some((kind) => (kind === 'change' || kind === 'payment') && was[kind] !== is[kind])
          );
        });
        return isOwed ? [answerKey({ of, profession, id })] : [];
      }),
    ),
  );

describe('whoever follows answers', () => {
  it(
    'is told of each that changed, once, and of no other',
    () => {
      fc.assert(
        fc.property(looks, follows, (given, some) => {
          const knowns = knownsIn(given);
          const told = toldOf(some, netChanges(fannedOut(knowns), null)).map(({ subject }) => subject);
          expect(told.sort()).toEqual(owedBy(some, knowns).sort());
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );
  it(
    'knows in the end what is so, whenever messages left and whichever of them may be lost',
    () => {
      const fates = fc.array(fc.constantFrom('arrives', 'fails', 'lost or not', 'waits'), {
        minLength: 5,
        maxLength: 5,
      });
      fc.assert(
        fc.property(looks, fates, fc.infiniteStream(fc.boolean()), (given, fate, coin) => {
          const knowns = knownsIn(given);
          const changes = fannedOut(knowns);
          const everything = ASKED.map((profession) => ({
            profession,
            mutuelles: [],
            platforms: [],
            flows: [],
            kinds: ['change', 'payment'] as const,
          }));
          const believed = new Map(answersIn(knowns[0] as Known));
          let [known, tried]: [number, number | null] = [0, null];
          const hear = (told: readonly Change[]) => {
            for (const { subject, after } of told) believed.set(subject, after);
          };
          knowns.slice(1).forEach((_, rank) => {
            const number = rank + 1;
            const isLast = number === knowns.length - 1;
            const log = changes.filter((each) => each.number > known && each.number <= number);
            const told = toldOf(everything, netChanges(log, tried));
            const what = isLast ? 'arrives' : fate[rank];
            if (what === 'waits' || what === 'fails') return;
            if (what === 'arrives') {
              hear(told);
              [known, tried] = [number, null];
            } else if (told.length > 0) {
              if (coin.next().value) hear(told);
              tried ??= number;
            }
          });
          const last = answersIn(knowns.at(-1) as Known);
          const read = (text: string | undefined) => {
            const { troubled: _, ...rest } = JSON.parse(text ?? '{}');
            return rest;
          };
          for (const [subject, state] of last) expect(read(believed.get(subject))).toEqual(read(state));
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );
  it('hears nothing of an outage that was over before its message left', () => {
    const change = { subject: 'platform optician p', reach: null };
    const [fine, down] = ['possible', 'suspended'].map((verdict) =>
      JSON.stringify({ verdict, payment: 'normal', onCard: [], troubled: {} }),
    ) as [string, string];
    const log = [
      { ...change, number: 1, before: fine, after: down },
      { ...change, number: 2, before: down, after: fine },
    ];
    expect(netChanges(log, null)).toEqual([]);
    expect(netChanges(log, 1)).toMatchObject([{ before: down, after: fine }]);
  });
});

describe('what is told beside answers', () => {
  const at = paris('2025-03-20 12:00');
  const told = (evidence: Parameters<typeof evidenceOf>[0], hours: number, from = at) => {
    const seen = (instant: Date) =>
      stories(knownFacts(directory, evidenceOf(evidence), instant, instant), evidenceOf(evidence));
    const before = new Map(seen(from).map(({ key, state }) => [key, state]));
    const after = shift(from, hours * HOUR);
    return changesBetween(before, { answers: new Map(), stories: seen(after) }, from);
  };
  const maintenance = aMaintenance({
    id: 'x',
    by: 'oq',
    platform: 'q',
    flows: ['pec'],
    from: shift(at, 30 * HOUR),
    to: shift(at, 32 * HOUR),
    recordedAt: shift(at, HOUR),
  });
  it.each([
    { hours: 2, state: 'announced' },
    { hours: 7, state: 'tomorrow' },
    { hours: 31, state: 'begun' },
    { hours: 33, state: null },
  ])('a maintenance is $state when it is first seen after $hours h', ({ hours, state }) => {
    expect(told({ maintenances: [maintenance] }, hours).map(({ after }) => after)).toEqual(
      state === null ? [] : [state],
    );
  });
  it.each([
    { from: 2, hours: 1, state: null },
    { from: 2, hours: 5, state: 'tomorrow' },
    { from: 7, hours: 24, state: 'begun' },
    { from: 31, hours: 2, state: 'over' },
  ])('a maintenance seen $from h on is $state $hours h later', ({ from, hours, state }) => {
    expect(
      told({ maintenances: [maintenance] }, hours, shift(at, from * HOUR)).map(({ after }) => after),
    ).toEqual(state === null ? [] : [state]);
  });
  it('reaches those whose operator rests on the platform, by the flows that it names', () => {
    const [change] = told({ maintenances: [maintenance] }, 2);
    const optician = change?.reach?.find(({ profession }) => profession === 'optician');
    expect(optician?.platforms).toEqual(['q', 'p']);
    expect(optician?.mutuelles).toEqual(['m', 'n']);
    const [other] = told({ maintenances: [{ ...maintenance, flows: ['virement'] }] }, 2);
    expect(other?.reach?.find(({ profession }) => profession === 'optician')?.mutuelles).toEqual(['n']);
  });
  it('a notice that a file brings from last year is nobody’s news', () => {
    const notice = {
      ...{ id: 'n', by: 'press', professions: null, platforms: [], mutuelles: null, corrects: null },
      ...{ title: 'Avis', body: 'Texte.', advice: null, sourceUrl: null },
      ...{ withdrawnAt: null, withdrawalReason: null, storedAt: at },
      publishedAt: shift(at, HOUR),
      validUntil: shift(at, 9_000 * HOUR),
    };
    expect(told({ notices: [notice] }, 2)).toHaveLength(1);
    const late = stories(
      knownFacts(directory, evidenceOf({ notices: [notice] }), shift(at, 400 * HOUR), shift(at, 400 * HOUR)),
      evidenceOf({ notices: [notice] }),
    );
    expect(changesBetween(new Map(), { answers: new Map(), stories: late }, shift(at, 399 * HOUR))).toEqual(
      [],
    );
  });
});
