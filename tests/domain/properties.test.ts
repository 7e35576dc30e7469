import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFor } from '#server/domain/answer';
import type { Evidence } from '#server/domain/evidence';
import { DAY, HOUR, shift } from '#server/domain/intervals';
import { knownFacts } from '#server/domain/known';
import type { Statement } from '#server/domain/statements';
import { DECLARED_HEALTHS, FLOWS, type Profession } from '#server/domain/vocabulary';
import {
  aConvention,
  aMutuelle,
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
  paris,
} from '../support/builders';

/** A world of two platforms, one resting on the other, and speakers of every kind. Nothing in it is real. */
const directory = directoryWith({
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
const hours = (most: number) => fc.integer({ min: 0, max: most }).map((count) => shift(start, count * HOUR));
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
const statements = fc.uniqueArray(statement, { maxLength: 14, selector: ({ id }) => id });

const world = fc.record({
  statements,
  retracted: fc.integer({ min: 0, max: 5 }),
  closedAt: fc.option(hours(25 * 24)),
  at: hours(30 * 24),
  later: fc.constantFrom(0, 0, 12, 200),
  profession: fc.constantFrom<Profession>('optician', 'pharmacist', 'dentist', 'hospital'),
  mutuelle: fc.constantFrom('m', 'n'),
});
type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

const evidenceIn = ({ statements, retracted, closedAt }: World): Evidence =>
  evidenceOf({
    statements,
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

const judge = (evidence: Evidence, { at, later, profession, mutuelle }: World) => {
  const known = knownFacts(directory, evidence, at, shift(at, later * HOUR));
  return answerFor(known, { profession, card: { code: null, csr: null }, concentrator: null }, mutuelle);
};

const reversed = <T>(things: readonly T[]): T[] => [...things].reverse();
const RUNS = { numRuns: 2_000 };

describe('whatever was said', () => {
  it('order of arrival changes nothing', () => {
    fc.assert(
      fc.property(world, (given) => {
        const evidence = evidenceIn(given);
        const other = {
          ...evidence,
          statements: reversed(evidence.statements),
          retractions: reversed(evidence.retractions),
          confirmations: reversed(evidence.confirmations),
        };
        expect(judge(other, given)).toEqual(judge(evidence, given));
      }),
      RUNS,
    );
  });

  it('a duplicate changes nothing', () => {
    fc.assert(
      fc.property(world, (given) => {
        const evidence = evidenceIn(given);
        const twice = { ...evidence, statements: [...evidence.statements, ...evidence.statements] };
        expect(judge(twice, given)).toEqual(judge(evidence, given));
      }),
      RUNS,
    );
  });

  it('no fact recorded after knownAt matters', () => {
    fc.assert(
      fc.property(world, statements, (given, others) => {
        const knownAt = shift(given.at, given.later * HOUR);
        const late = others.map((each) => ({
          ...each,
          id: `late-${each.id}`,
          recordedAt: shift(knownAt, HOUR),
        }));
        const evidence = evidenceIn(given);
        const more = { ...evidence, statements: [...evidence.statements, ...late] };
        expect(judge(more, given)).toEqual(judge(evidence, given));
      }),
      RUNS,
    );
  });

  it('a question about one profession is untouched by statements for another', () => {
    fc.assert(
      fc.property(world, statements, (given, others) => {
        const elsewhere = others.map((each) => ({
          ...each,
          id: `else-${each.id}`,
          professions: ['nurse' as const],
        }));
        const evidence = evidenceIn(given);
        const more = { ...evidence, statements: [...evidence.statements, ...elsewhere] };
        const { candidates: _, ...answer } = judge(more, given);
        expect(judge(evidence, given)).toMatchObject(answer);
      }),
      RUNS,
    );
  });

  it('a new speaker’s unexpiring bad word never improves an answer', () => {
    const order = ['possible', 'restricted', 'unknown', 'suspended'];
    const word = fc.record({
      flows: fc.subarray([...FLOWS], { minLength: 1 }),
      health: fc.constantFrom<Statement['health']>('degraded', 'maintenance', 'down'),
      platform: fc.constantFrom('p', 'q'),
      effectiveAt: hours(25 * 24),
    });
    fc.assert(
      fc.property(world, word, (given, said) => {
        const evidence = evidenceIn(given);
        const bad = aStatement({ ...said, id: 'new', by: 'silent', validUntil: shift(given.at, 365 * DAY) });
        const before = judge(evidence, given);
        const after = judge({ ...evidence, statements: [...evidence.statements, bad] }, given);
        const hasLapsed = before.candidates.some(({ flows }) =>
          flows.some(({ links }) => links.some(({ basis }) => basis === 'lapsed')),
        );
        fc.pre(before.verdict !== 'depends' && after.verdict !== 'depends' && !hasLapsed);
        expect(order.indexOf(after.verdict)).toBeGreaterThanOrEqual(order.indexOf(before.verdict));
      }),
      RUNS,
    );
  });
});
