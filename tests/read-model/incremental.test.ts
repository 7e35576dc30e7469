import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Directory } from '#server/domain/facts/directory';
import { type Evidence, NO_EVIDENCE } from '#server/domain/facts/evidence';
import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import { shareFacts } from '#server/domain/facts/platform-facts';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { answerFor, answerForOperator, type Judged } from '#server/domain/judgement/answer';
import { expectedBackOf } from '#server/domain/judgement/answer-details';
import { boardGround, knownElsewhere } from '#server/domain/judgement/board';
import { basisOf } from '#server/domain/judgement/candidate';
import { type Known, knownFacts } from '#server/domain/judgement/known-facts';
import { boardOf, linesOf } from '#server/read-model/boards';
import type { ReadState } from '#server/read-model/read-model';
import { changingWorld, instantWithin } from '../support/world/changing-worlds';

/** `PROPERTY_RUNS=10000` looks longer. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 500);
/** In milliseconds; a loaded machine takes its time. */
const TIMEOUT = { timeout: 200 * RUNS };

type Noun = keyof Evidence;
const NOUNS = Object.keys(NO_EVIDENCE) as Noun[];

/** What happens to a record: a fact comes or goes, time passes, somebody asks about another instant. */
type Step =
  | { kind: 'comes' | 'goes'; which: number }
  | { kind: 'later'; by: number }
  | { kind: 'asked'; at: Date; knownAt: Date };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('comes' as const), which: fc.nat(999) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('goes' as const), which: fc.nat(999) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('later' as const),
      by: fc.constantFrom(1, 1_000, MINUTE, HOUR, 7 * HOUR, DAY, 3 * DAY, 8 * DAY),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('asked' as const),
      at: instantWithin(30),
      knownAt: instantWithin(40),
    }),
  },
);

const stateOf = (directory: Directory, evidence: Evidence, at: Date, knownAt = at): ReadState => ({
  seq: 0,
  auditHead: { number: 0, hash: '' },
  directory,
  evidence,
  at,
  knownAt,
  age: 0,
});

/** The rows of a board as the rules give them one by one, from copies of which nothing is kept. */
const fromScratch = (directory: Directory, evidence: Evidence, at: Date, profession: Profession) => {
  const known = knownFacts(structuredClone(directory), structuredClone(evidence), at, at);
  const question = { profession, card: { code: null, csr: null }, concentrator: null };
  const short = ({ verdict, payment, since, candidates }: Judged) => ({
    verdict,
    payment,
    since,
    expectedBack: expectedBackOf(known, candidates)?.at ?? null,
  });
  return {
    answers: [...directory.mutuelles.keys()].sort().map((mutuelle) => {
      const judged = answerFor(known, question, mutuelle);
      return JSON.stringify({
        mutuelle,
        name: directory.mutuelles.get(mutuelle)?.name,
        ...short(judged),
        reason: judged.reason,
        basis: judged.candidates.find(({ reason }) => reason === judged.reason)?.cause?.link.basis ?? null,
        candidates: judged.candidates.map(({ platform, verdict, payment }) => ({
          platform,
          verdict,
          payment,
        })),
        likely: judged.likely.map(({ platform, knownFor, verdict, payment, since }) => ({
          platform,
          knownFor,
          verdict,
          payment,
          since,
        })),
        knownElsewhere: knownElsewhere(known.directory, mutuelle, profession, known.day),
      });
    }),
    platforms: stripOf(known, profession).map(({ id, name, kind }) => {
      const judged = answerForOperator(known, question, id);
      const basis = basisOf(judged.candidates[0], profession);
      return JSON.stringify({ platform: id, name, kind, ...short(judged), reason: judged.reason, basis });
    }),
  };
};

const stripOf = (known: Known, profession: Profession) =>
  boardGround(known, { profession, card: { code: null, csr: null }, concentrator: null }).strip.map(
    ({ platform }) => platform,
  );

/** Facts as a reader of the record holds them: those that do not change stay the same objects. */
const moved = (held: Evidence, all: Evidence, { kind, which }: { kind: string; which: number }): Evidence => {
  const pool = kind === 'comes' ? all : held;
  const facts = NOUNS.flatMap((noun) => pool[noun].map((fact: object) => ({ noun, fact })));
  const drawn = facts[which % Math.max(1, facts.length)];
  if (!drawn) return held;
  const own: readonly object[] = held[drawn.noun];
  const others = own.filter((each) => each !== drawn.fact);
  return { ...held, [drawn.noun]: kind === 'comes' ? [...others, drawn.fact] : others };
};

describe('a board judged again where something turned', TIMEOUT, () => {
  it('is what is judged from scratch, byte for byte, whatever happened before', () => {
    fc.assert(
      fc.property(
        changingWorld,
        instantWithin(20),
        fc.array(step, { minLength: 4, maxLength: 14 }),
        fc.constantFrom(...PROFESSIONS),
        ({ directory, evidence: all }, start, steps, profession) => {
          let at = start;
          let evidence: Evidence = { ...NO_EVIDENCE };
          for (const each of steps) {
            if (each.kind === 'asked') {
              linesOf(stateOf(directory, { ...all }, each.at, each.knownAt), profession);
              continue;
            }
            if (each.kind === 'later') at = shift(at, each.by);
            const before = evidence;
            evidence = each.kind === 'later' ? { ...before } : moved(before, all, each);
            if (evidence !== before) shareFacts(before, evidence);
            const read = stateOf(directory, evidence, at);
            // Another profession first: what is judged for both at once must be the same for each.
            for (const asked of [PROFESSIONS[+at % PROFESSIONS.length] as Profession, profession]) {
              const { answers, platforms } = linesOf(read, asked);
              const expected = fromScratch(directory, evidence, at, asked);
              expect({ answers: answers.texts, platforms: platforms.texts }).toEqual(expected);
              expect(boardOf(read, asked).answers.map((row) => JSON.stringify(row))).toEqual(
                expected.answers,
              );
            }
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});
