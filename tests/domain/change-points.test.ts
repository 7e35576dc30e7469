import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backlogOf } from '#server/domain/availability/backlog';
import { type Segment, segmentsOf } from '#server/domain/availability/segments';
import type { Evidence } from '#server/domain/facts/evidence';
import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { AVAILABILITY_READINGS } from '#server/domain/facts/vocabulary';
import { componentsOf } from '#server/domain/incidents/statuspage-components';
import { updatesOf } from '#server/domain/incidents/updates';
import { viewIncident } from '#server/domain/incidents/views';
import { describeAnswer, describeOperator } from '#server/domain/judgement/answer-details';
import { boardPlatforms, boardRows, matrixOf } from '#server/domain/judgement/board';
import { nextChangeNow, nextChangePoint } from '#server/domain/judgement/change-points';
import { type Known, knownFacts } from '#server/domain/judgement/known-facts';
import { type Span, timelineOf } from '#server/domain/judgement/timeline';
import { awaitingConfirmation, lapsedFlows } from '#server/domain/rules/due';
import {
  aConvention,
  aMutuelle,
  aPlatform,
  aSeries,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/world/builders';
import { type ChangingWorld, changingWorld, instantWithin } from '../support/world/changing-worlds';

/** What readers are told of one instant. */
const SURFACES = {
  answer: (known, { evidence, question, mutuelle, heardUntilNow }) => {
    const { freshness, ...result } = describeAnswer(known, evidence, question, mutuelle);
    return heardUntilNow ? result : { ...result, freshness };
  },
  operator: (known, { evidence, question, platform, heardUntilNow }) => {
    const { freshness, ...result } = describeOperator(known, evidence, question, platform);
    return heardUntilNow ? result : { ...result, freshness };
  },
  board: (known, { question }) => [boardRows(known, question), boardPlatforms(known, question)],
  incident: (known, { evidence, question }) => [
    evidence.incidents.map((incident) => viewIncident(known, evidence, incident, question.profession)),
    updatesOf(evidence, 'i', known, () => true),
  ],
  due: (known) => [awaitingConfirmation(known), lapsedFlows(known)],
  matrix: (known, { platform }) => matrixOf(known, platform),
  components: (known) => componentsOf(known, null),
} satisfies Record<string, (known: Known, world: ChangingWorld) => unknown>;

type Surface = keyof typeof SURFACES;
/** The last ones judge every profession: dearer, and made of the same judgements. */
const surface = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Surface>('answer') },
  { weight: 4, arbitrary: fc.constantFrom<Surface>('operator', 'board', 'incident') },
  { weight: 1, arbitrary: fc.constantFrom<Surface>('due', 'matrix', 'components') },
);

/** Null: as known at each instant; else as known at this one. */
const knownAt = fc.option(instantWithin(40));
/** Where in a span, from its beginning. */
const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const within = (from: Date, to: Date, where: number): Date => shift(from, Math.floor(where * (+to - +from)));

/** Everything the world holds may bear on what is told. */
const groundsOf = ({ directory, evidence }: ChangingWorld, knownAt: Date | null) => ({
  directory,
  evidence,
  conventions: [...directory.conventionsOf.values()].flat(),
  knownAt,
});
/** Nothing is judged by what is said about a statement, or an incident, of which nothing is on record. */
const withoutStrays = (evidence: Evidence): Evidence => {
  const ids = new Set(evidence.statements.map(({ id }) => id));
  const incidents = new Set(evidence.statements.map(({ incident }) => incident));
  return {
    ...evidence,
    confirmations: evidence.confirmations.filter(({ statement }) => ids.has(statement)),
    retractions: evidence.retractions.filter(({ statement }) => ids.has(statement)),
    closings: evidence.closings.filter(({ incident }) => incidents.has(incident)),
  };
};
const HORIZON = 130 * DAY;
/** `PROPERTY_RUNS=20000` looks longer. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 2_000);

/** Fails when what is told of some instant of [point, next[ is not what is told of `point`. */
const expectSteady = (result: (at: Date) => unknown, point: Date, next: Date, where: number): void => {
  const first = result(point);
  for (const at of [within(point, next, where), shift(next, -1)]) {
    const later = at > point ? result(at) : first;
    if (!isDeepStrictEqual(later, first)) expect(later, `${point.toJSON()} … ${at.toJSON()}`).toEqual(first);
  }
};

/** In milliseconds; a loaded machine takes its time. */
const TIMEOUT = { timeout: 60 * RUNS };

describe('between two consecutive change-points', TIMEOUT, () => {
  it('nothing that is told changes', () => {
    fc.assert(
      fc.property(
        changingWorld,
        surface,
        fc.oneof(instantWithin(25), instantWithin(25), instantWithin(120)),
        fc.boolean(),
        part,
        knownAt,
        (world, name, from, isAtChange, where, known) => {
          // Judged anew: nothing that was kept of another instant may hide a change.
          const result = (at: Date) =>
            SURFACES[name](knownFacts(world.directory, { ...world.evidence }, at, known ?? at), world);
          const next = (point: Date) => nextChangePoint(groundsOf(world, known), point, shift(from, HORIZON));
          const point = isAtChange ? next(from) : from;
          expectSteady(result, point, next(point), where);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('and the next one is found platform by platform as it is in all of the record', () => {
    fc.assert(
      fc.property(changingWorld, instantWithin(60), (world, from) => {
        const to = shift(from, HORIZON);
        const evidence = withoutStrays(world.evidence);
        const next = nextChangePoint({ ...groundsOf(world, null), evidence }, from, to);
        expect(nextChangeNow(world.directory, evidence, from, to)).toEqual(next);
      }),
      { numRuns: RUNS / 4 },
    );
  });

  it('what an outage leaves to do again does not change', () => {
    fc.assert(
      fc.property(changingWorld, instantWithin(35), part, (world, from, where) => {
        const { directory, evidence, question, mutuelle } = world;
        const result = (at: Date) =>
          backlogOf(directory, evidence, question, { mutuelle }, { at, knownAt: at });
        const next = nextChangePoint(groundsOf(world, null), from, shift(from, HORIZON));
        expectSteady(result, from, next, where);
      }),
      { numRuns: RUNS / 10 },
    );
  });
});

const wholeMinute = (instant: Date): Date => new Date(Math.floor(+instant / MINUTE) * MINUTE);
const spanAt = <S extends { from: Date; to: Date | null }>(spans: readonly S[], at: Date): S | undefined =>
  spans.find(({ from, to }) => from <= at && (to === null || at < to));
/** The minutes of a period at which a span is proved: some by chance, and the last of each, up to a number. */
const minutesOf = (
  spans: readonly { from: Date }[],
  from: Date,
  to: Date,
  parts: readonly number[],
): Date[] => {
  const instants = [
    ...parts.map((where) => within(from, to, where)),
    ...spans.map((span) => shift(span.from, -MINUTE)),
  ];
  const minutes = new Set(instants.map((instant) => +wholeMinute(instant)));
  return [...minutes]
    .map((minute) => new Date(minute))
    .filter((minute) => minute > from && minute < to)
    .slice(0, MOST_MINUTES);
};
const MOST_MINUTES = 12;

/** A week or so, so that few instants are judged. */
const period = fc
  .record({ from: instantWithin(25), days: fc.integer({ min: 1, max: 9 }) })
  .map(({ from, days }) => ({ from, to: shift(from, days * DAY) }));
const parts = fc.array(part, { minLength: 4, maxLength: 4 });

describe('what is told by spans says at each minute what is judged of that minute', TIMEOUT, () => {
  it('in a timeline', () => {
    fc.assert(
      fc.property(changingWorld, period, instantWithin(40), parts, (world, { from, to }, known, some) => {
        const { directory, evidence, question, mutuelle } = world;
        const timeline = (first: Date, at: Date) =>
          timelineOf(directory, evidence, question, { mutuelle }, { from: first, at, knownAt: known });
        const { verdicts, flows } = timeline(from, to);
        const spans = [...verdicts, ...flows.flatMap((flow) => flow.spans)];
        for (const minute of minutesOf(spans, from, to, some)) {
          const judged = timeline(minute, minute);
          expect(stateAt(verdicts, minute), minute.toJSON()).toEqual(stateAt(judged.verdicts, minute));
          for (const { platform, flow, spans: own } of judged.flows) {
            const result = flows.find((each) => each.platform === platform && each.flow === flow);
            expect(stateAt(result?.spans ?? [], minute), `${minute.toJSON()} ${platform} ${flow}`).toEqual(
              stateAt(own, minute),
            );
          }
        }
      }),
      { numRuns: RUNS / 10 },
    );
  });

  it('in what availability is counted from', () => {
    fc.assert(
      fc.property(
        changingWorld,
        fc.constantFrom(...AVAILABILITY_READINGS),
        period,
        instantWithin(40),
        parts,
        ({ directory, evidence, platform }, reading, { from, to }, known, some) => {
          const counted = (span: { from: Date; to: Date }) =>
            segmentsOf(directory, evidence, platform, reading, span, known);
          const result = counted({ from, to });
          for (const minute of minutesOf([...result.values()].flat(), from, to, some)) {
            const judged = counted({ from: minute, to: shift(minute, MINUTE) });
            for (const [flow, stretches] of result) {
              expect(statesAt(stretches, minute), `${minute.toJSON()} ${flow}`).toEqual(
                statesAt(judged.get(flow) ?? [], minute),
              );
            }
          }
        },
      ),
      { numRuns: RUNS / 20 },
    );
  });
});

const stateAt = <S extends Span<object>>(spans: readonly S[], at: Date) => {
  const span = spanAt(spans, at);
  return span && { ...span, from: null, to: null };
};
const statesAt = (stretches: readonly Segment[], at: Date) => spanAt(stretches, at)?.states;

describe('invoices that are measured not to pass', () => {
  const directory = directoryWith({
    platforms: [aPlatform({ id: 'p' })],
    mutuelles: [aMutuelle({ id: 'm' })],
    conventions: [aConvention({ mutuelle: 'm', platform: 'p' })],
  });
  const monday = paris('2025-03-10 09:00');
  const series = aSeries('-'.repeat(3 * 24), shift(monday, 71 * HOUR), { flow: 'dre', intervalMs: HOUR });

  it('suspend tiers payant after two days, in a timeline too', () => {
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

describe('a probe whose next result comes late', () => {
  const noon = paris('2025-03-10 12:00');
  const heard = { observedAt: noon, recordedAt: noon, outcome: 'ok' } as const;
  const late = { ...heard, observedAt: shift(noon, 2 * HOUR), recordedAt: shift(noon, 5 * HOUR) };
  const series = { ...aSeries('', noon, { intervalMs: HOUR }), results: [heard, late] };
  const grounds = {
    directory: directoryWith({}),
    evidence: evidenceOf({ series: [series] }),
    conventions: [],
  };
  const next = (knownAt: Date | null) =>
    nextChangePoint({ ...grounds, knownAt }, shift(late.observedAt, MINUTE), shift(noon, DAY));

  it('is silent until it comes, for who does not know it yet', () => {
    expect(next(null)).toEqual(shift(noon, 3 * HOUR + 1));
    expect(next(late.recordedAt)).toEqual(shift(late.observedAt, 3 * HOUR + 1));
  });
});

describe('a closing that comes late', () => {
  const noon = paris('2025-03-10 12:00');
  const closing = {
    incident: 'i',
    by: 'op',
    note: null,
    effectiveAt: noon,
    recordedAt: shift(noon, 2 * DAY),
    storedAt: shift(noon, 2 * DAY),
  };
  const evidence = evidenceOf({ closings: [closing] });

  it('ends what is left to do a week after it took effect', () => {
    const grounds = { directory: directoryWith({}), evidence, conventions: [], knownAt: null };
    expect(nextChangePoint(grounds, shift(noon, 7 * DAY - MINUTE), shift(noon, 8 * DAY))).toEqual(
      shift(noon, 7 * DAY),
    );
  });
});
