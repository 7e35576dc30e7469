import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import type { Statement } from '#server/domain/facts/statements';
import { FLOWS } from '#server/domain/facts/vocabulary';
import type { Judged } from '#server/domain/judgement/answer';
import { weighingWithin } from '#server/domain/judgement/subject';
import { aStatement } from '../support/world/builders';
import { evidenceIn, hours, judge, statements, world } from '../support/world/worlds';

const reversed = <T>(things: readonly T[]): T[] => [...things].reverse();
const RUNS = { numRuns: Number(process.env.PROPERTY_RUNS ?? 2_000) };

/** Nobody has spoken lately of something: a new word, good or bad, makes of « no news » what it says. */
const isUnheard = ({ candidates }: Judged): boolean =>
  candidates.some(({ flows }) =>
    flows.some(({ links }) => links.some(({ basis }) => basis === 'lapsed' || basis === 'silent')),
  );

describe('whatever was said', () => {
  it('order of arrival changes nothing', () => {
    fc.assert(
      fc.property(world, (given) => {
        const evidence = evidenceIn(given);
        const other = {
          ...evidence,
          statements: reversed(evidence.statements),
          series: reversed(evidence.series).map((each) => ({ ...each, results: reversed(each.results) })),
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
        const twice = {
          ...evidence,
          statements: [...evidence.statements, ...evidence.statements],
          series: evidence.series.map((each) => ({ ...each, results: [...each.results, ...each.results] })),
        };
        expect(judge(twice, given)).toEqual(judge(evidence, given));
      }),
      RUNS,
    );
  });

  it('nothing said in an incident that was over before matters, nor what takes effect later', () => {
    fc.assert(
      fc.property(world, hours(20 * 24), (given, from) => {
        const evidence = evidenceIn(given);
        const knownAt = shift(given.at, given.later * HOUR);
        const span = { from: from < given.at ? from : given.at, to: given.at };
        expect(judge(weighingWithin(evidence, span, knownAt), given)).toEqual(judge(evidence, given));
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
        fc.pre(before.verdict !== 'depends' && after.verdict !== 'depends' && !isUnheard(before));
        expect(order.indexOf(after.verdict)).toBeGreaterThanOrEqual(order.indexOf(before.verdict));
      }),
      RUNS,
    );
  });

  it('an operator’s milder word never gives more than its « operational » in the same place', () => {
    const order = ['possible', 'restricted', 'unknown', 'suspended'];
    const word = fc.record({
      flows: fc.subarray([...FLOWS], { minLength: 1 }),
      health: fc.constantFrom<Statement['health']>('degraded', 'maintenance', 'down'),
      effectiveAt: hours(25 * 24),
    });
    fc.assert(
      fc.property(world, word, (given, said) => {
        const evidence = evidenceIn(given);
        const answered = (health: Statement['health']) => {
          const milder = aStatement({ ...said, health, id: 'milder', by: 'op', platform: 'p' });
          return judge({ ...evidence, statements: [...evidence.statements, milder] }, given);
        };
        const [partial, whole] = [answered(said.health), answered('operational')];
        const isAtOnce = evidence.statements.some(
          ({ by, effectiveAt, recordedAt }) =>
            by === 'op' && Math.max(+effectiveAt, +recordedAt) === +said.effectiveAt,
        );
        fc.pre(partial.verdict !== 'depends' && whole.verdict !== 'depends');
        fc.pre(!isAtOnce && !isUnheard(whole));
        expect(order.indexOf(partial.verdict)).toBeGreaterThanOrEqual(order.indexOf(whole.verdict));
      }),
      RUNS,
    );
  });
});
