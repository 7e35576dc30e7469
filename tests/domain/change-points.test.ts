import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardPlatforms, boardRows } from '#server/domain/board';
import { componentsOf } from '#server/domain/components';
import { awaitingConfirmation, lapsedFlows } from '#server/domain/due';
import { DAY, HOUR, shift } from '#server/domain/intervals';
import { type Known, knownFacts } from '#server/domain/known';
import { matrixOf } from '#server/domain/matrix';
import { stepsOf } from '#server/domain/steps';
import { tellStory } from '#server/domain/stories';
import { tellAnswer, tellOperator } from '#server/domain/telling';
import { timelineOf } from '#server/domain/timeline';
import { nextTurn } from '#server/domain/turns';
import {
  aConvention,
  aMutuelle,
  aPlatform,
  aSeries,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/builders';
import { type ChangingWorld, changingWorld, instantWithin } from '../support/changing-worlds';

/** What readers are told of one instant. */
const SURFACES = {
  answer: (known, { evidence, question, mutuelle, heardUntilNow }) => {
    const { freshness, ...told } = tellAnswer(known, evidence, question, mutuelle);
    return heardUntilNow ? told : { ...told, freshness };
  },
  operator: (known, { evidence, question, platform, heardUntilNow }) => {
    const { freshness, ...told } = tellOperator(known, evidence, question, platform);
    return heardUntilNow ? told : { ...told, freshness };
  },
  board: (known, { question }) => [boardRows(known, question), boardPlatforms(known, question)],
  incident: (known, { evidence, question }) => [
    evidence.incidents.map((incident) => tellStory(known, evidence, incident, question.profession)),
    stepsOf(evidence, 'i', known, () => true),
  ],
  due: (known) => [awaitingConfirmation(known), lapsedFlows(known)],
  matrix: (known, { platform }) => matrixOf(known, platform),
  components: (known) => componentsOf(known, null),
} satisfies Record<string, (known: Known, world: ChangingWorld) => unknown>;

type Surface = keyof typeof SURFACES;
/** The last ones judge every profession: dearer, and made of the same judgements. */
const surface = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Surface>('answer') },
  { weight: 5, arbitrary: fc.constantFrom<Surface>('operator', 'board') },
  { weight: 2, arbitrary: fc.constantFrom<Surface>('incident', 'due', 'matrix', 'components') },
);

/** Null: as known at each instant; else as known at this one. */
const knownAt = fc.option(instantWithin(40));
/** Where in a span, from its beginning. */
const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const within = (from: Date, to: Date, where: number): Date => shift(from, Math.floor(where * (+to - +from)));

const HORIZON = 130 * DAY;

/** Fails when what is told of some instant of [point, next[ is not what is told of `point`. */
const expectSteady = (told: (at: Date) => unknown, point: Date, next: Date, where: number): void => {
  const first = told(point);
  for (const at of [within(point, next, where), shift(next, -1)]) {
    const later = at > point ? told(at) : first;
    if (!isDeepStrictEqual(later, first)) expect(later, `${point.toJSON()} … ${at.toJSON()}`).toEqual(first);
  }
};

describe('between two consecutive change-points', () => {
  it.fails('nothing that is told changes', () => {
    fc.assert(
      fc.property(
        changingWorld,
        surface,
        fc.oneof(instantWithin(25), instantWithin(25), instantWithin(120)),
        part,
        knownAt,
        (world, name, from, where, known) => {
          const told = (at: Date) =>
            SURFACES[name](knownFacts(world.directory, world.evidence, at, known ?? at), world);
          const next = (point: Date) => nextTurn(world.evidence, point, shift(from, HORIZON));
          expectSteady(told, from, next(from), where);
          expectSteady(told, next(from), next(next(from)), where);
        },
      ),
      { numRuns: 2_000, endOnFailure: true },
    );
  });
});

describe('invoices that are measured not to pass', () => {
  const directory = directoryWith({
    platforms: [aPlatform({ id: 'p' })],
    mutuelles: [aMutuelle({ id: 'm' })],
    conventions: [aConvention({ mutuelle: 'm', platform: 'p' })],
  });
  const monday = paris('2025-03-10 09:00');
  const series = aSeries('-'.repeat(3 * 24), shift(monday, 71 * HOUR), { flow: 'dre', intervalMs: HOUR });

  it.fails('suspend tiers payant after two days, in a timeline too', () => {
    const { verdicts } = timelineOf(
      directory,
      evidenceOf({ series: [series] }),
      { profession: 'optician', card: { code: null, csr: null }, concentrator: null },
      { mutuelle: 'm' },
      { from: monday, at: shift(monday, 3 * DAY), knownAt: shift(monday, 3 * DAY) },
    );
    expect(verdicts.find(({ verdict }) => verdict === 'suspended')?.from).toEqual(shift(monday, 2 * DAY));
  });
});
