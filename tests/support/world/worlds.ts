import fc from 'fast-check';
import type { Evidence } from '#server/domain/facts/evidence';
import { HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import type { Series, Source } from '#server/domain/facts/observations';
import { DECLARED_HEALTHS, FLOWS, OUTCOMES, type Profession } from '#server/domain/facts/vocabulary';
import { answerFor } from '#server/domain/judgement/answer';
import { knownFacts } from '#server/domain/judgement/known-facts';
import {
  aConvention,
  aMutuelle,
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from './builders';

/** Worlds made at random, for rules that hold whatever was said and measured. Nothing in them is real. */

/** A world of two platforms, one resting on the other, and speakers of every kind. Nothing in it is real. */
export const directory = directoryWith({
  platforms: [
    aPlatform({ id: 'p', dependsOn: [{ platform: 'q', flows: ['pec', 'dre'] }] }),
    aPlatform({ id: 'q', dependsOn: [{ platform: 'p', flows: ['pec'] }] }),
  ],
  mutuelles: [aMutuelle({ id: 'm' }), aMutuelle({ id: 'n' })],
  conventions: [
    aConvention({ mutuelle: 'm', platform: 'p' }),
    aConvention({ mutuelle: 'n', platform: 'p' }),
    aConvention({ mutuelle: 'n', platform: 'q' }),
  ],
  organisations: [
    anOrganisation({ id: 'op', kind: 'operator', platforms: ['p'] }),
    anOrganisation({ id: 'oq', kind: 'operator', platforms: ['q'] }),
    anOrganisation({ id: 'union', kind: 'union', professions: ['optician', 'pharmacist'] }),
    anOrganisation({ id: 'own', kind: 'mutuelle', mutuelles: ['m'] }),
    anOrganisation({ id: 'press', kind: 'press' }),
    anOrganisation({ id: 'silent', kind: 'authority' }),
  ],
});

const start = paris('2025-03-20 00:00');
export const hours = (most: number) =>
  fc.integer({ min: 0, max: most }).map((count) => shift(start, count * HOUR));
const professions = fc.constantFrom<Profession[] | null>(
  null,
  ['optician'],
  ['pharmacist'],
  ['dentist', 'optician'],
);

const statement = fc
  .record({
    id: fc.integer({ min: 0, max: 9_999 }).map((number) => `s${number}`),
    by: fc.constantFrom('op', 'oq', 'union', 'own', 'press'),
    platform: fc.constantFrom('p', 'q'),
    flows: fc.subarray([...FLOWS], { minLength: 1 }),
    professions,
    mutuelles: fc.constantFrom<string[] | null>(null, null, ['m'], ['n']),
    health: fc.constantFrom(...DECLARED_HEALTHS),
    incident: fc.constantFrom(null, 'i'),
    effectiveAt: hours(20 * 24),
    late: fc.constantFrom(0, 0, 1, 30, 100),
    lasts: fc.constantFrom<number | null>(null, null, 6, 24 * 15),
  })
  .map(({ late, lasts, ...given }) =>
    aStatement({
      ...given,
      recordedAt: shift(given.effectiveAt, late * HOUR),
      validUntil: lasts === null ? null : shift(given.effectiveAt, lasts * HOUR),
    }),
  );
export const statements = fc.uniqueArray(statement, { maxLength: 14, selector: ({ id }) => id });

const minutes = (most: number) => fc.integer({ min: 0, max: most });

/** A probe of each of some flows, with gaps, a late result now and then, and results told twice. */
const series = fc.uniqueArray(
  fc
    .record({
      probe: fc.constantFrom('probe-1', 'probe-2'),
      source: fc.constantFrom<Source>({ kind: 'ours' }, { kind: 'pushed', by: 'op' }, { kind: 'heartbeat' }),
      platform: fc.constantFrom('p', 'q'),
      flow: fc.constantFrom(...FLOWS),
      intervalMs: fc.constantFrom(MINUTE, HOUR, 10 * HOUR),

      first: hours(28 * 24),
      results: fc.array(
        fc.record({
          after: minutes(30),
          late: fc.constantFrom(0, 0, 0, 5, 600),
          outcome: fc.constantFrom(...OUTCOMES),
        }),
        { maxLength: 20 },
      ),
    })
    .map(
      ({ first, results, ...given }): Series => ({
        ...given,
        disabledAt: null,
        witnessOf: [],
        runs: [],
        results: results.map(({ after, late, outcome }) => {
          const observedAt = shift(first, after * given.intervalMs);
          return { observedAt, recordedAt: shift(observedAt, late * MINUTE), outcome };
        }),
      }),
    ),
  { maxLength: 4, selector: ({ probe, platform, flow }) => `${probe} ${platform} ${flow}` },
);

export const world = fc.record({
  statements,
  series,
  retracted: fc.integer({ min: 0, max: 5 }),
  closedAt: fc.option(hours(25 * 24)),
  at: hours(30 * 24),
  later: fc.constantFrom(0, 0, 12, 200),
  profession: fc.constantFrom<Profession>('optician', 'pharmacist', 'dentist', 'hospital'),
  mutuelle: fc.constantFrom('m', 'n'),
});
export type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

export const evidenceIn = ({ statements, series, retracted, closedAt }: World): Evidence =>
  evidenceOf({
    statements,
    // Of every other return, so that both are met.
    series: series.map((each) => ({
      ...each,
      witnessOf: statements
        .filter((_, rank) => rank % 2 === 0)
        .map(({ id }) => ({ statement: id, until: null })),
    })),
    retractions: statements.slice(0, retracted).map(({ id, recordedAt }) => ({
      statement: id,
      by: 'press',
      recordedAt: shift(recordedAt, 5 * HOUR),
      storedAt: recordedAt,
      reason: null,
    })),
    confirmations: statements.slice(-2).map(({ id, recordedAt }) => ({
      statement: id,
      by: 'press',
      recordedAt: shift(recordedAt, HOUR),
      storedAt: recordedAt,
    })),
    closings: closedAt
      ? [
          {
            incident: 'i',
            by: 'press',
            effectiveAt: closedAt,
            recordedAt: closedAt,
            storedAt: closedAt,
            note: null,
          },
        ]
      : [],
  });

export const judge = (evidence: Evidence, { at, later, profession, mutuelle }: World) => {
  const known = knownFacts(directory, evidence, at, shift(at, later * HOUR));
  return answerFor(known, { profession, card: { code: null, csr: null }, concentrator: null }, mutuelle);
};
