import type { Directory } from '#server/domain/facts/directory';
import type { Evidence } from '#server/domain/facts/evidence';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { shareFacts } from '#server/domain/facts/platform-facts';
import type { Statement } from '#server/domain/facts/statements';
import { DECLARED_HEALTHS, FLOWS, PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { boardPlatforms, boardRows } from '#server/domain/judgement/board';
import { knownFacts } from '#server/domain/judgement/known-facts';
import { linesOf } from '#server/read-model/boards';
import type { ReadState } from '#server/read-model/read-model';
import {
  aConvention,
  aMutuelle,
  anOrganisation,
  aPlatform,
  aStatement,
  directoryWith,
  evidenceOf,
} from '../support/world/builders';
import { exponent } from './growth';
import { type Measure, ms, quantile } from './measure';

const PLATFORMS = 30;
const MUTUELLES = 1_000;
const STATEMENTS = 200;
const RUNS = 4;
const AGAIN = 60;
const QUESTION = { card: { code: null, csr: null }, concentrator: null };

const platformOf = (number: number): string => `platform-${number % PLATFORMS}`;

/** Made up by the bench: each mutuelle has two conventions, each platform its operator. */
const directoryOf = (mutuelles: number): Directory =>
  directoryWith({
    platforms: Array.from({ length: PLATFORMS }, (_, each) => aPlatform({ id: platformOf(each) })),
    mutuelles: Array.from({ length: mutuelles }, (_, each) => aMutuelle({ id: `mutuelle-${each}` })),
    conventions: Array.from({ length: 2 * mutuelles }, (_, each) =>
      aConvention({ mutuelle: `mutuelle-${each >> 1}`, platform: platformOf(each * 7) }),
    ),
    organisations: Array.from({ length: PLATFORMS }, (_, each) =>
      anOrganisation({ id: `operator-${each}`, kind: 'operator', platforms: [platformOf(each)] }),
    ),
  });

const statementsOf = (count: number, now: Date): Statement[] =>
  Array.from({ length: count }, (_, each) => {
    const effectiveAt = shift(now, -(each % 160) * HOUR);
    return aStatement({
      id: `said-${each}`,
      by: `operator-${each % PLATFORMS}`,
      platform: platformOf(each),
      effectiveAt,
      recordedAt: effectiveAt,
      flows: [FLOWS[each % FLOWS.length] ?? 'pec'],
      health: DECLARED_HEALTHS[each % DECLARED_HEALTHS.length] ?? 'down',
    });
  });

const boardOf = (directory: Directory, evidence: Evidence, now: Date, profession: Profession) => {
  const known = knownFacts(directory, evidence, now, now);
  return [
    ...boardRows(known, { profession, ...QUESTION }),
    ...boardPlatforms(known, { profession, ...QUESTION }),
  ];
};

/** What one board costs, whatever the profession, the first runs left out; milliseconds. */
const boards = (directory: Directory, evidence: Evidence, now: Date): number[] =>
  Array.from({ length: RUNS }, () =>
    PROFESSIONS.map((profession) => {
      const start = performance.now();
      boardOf(directory, evidence, now, profession);
      return performance.now() - start;
    }),
  )
    .slice(RUNS / 2)
    .flat();

const stateOf = (directory: Directory, evidence: Evidence, at: Date): ReadState => ({
  seq: 0,
  auditHead: { number: 0, hash: '' },
  directory,
  evidence,
  at,
  knownAt: at,
  age: 0,
});

/** What all boards cost again after each of some statements, with the lines as they are compared and sent. */
const afterEach = (directory: Directory, said: readonly Statement[], now: Date): number[] => {
  let before = evidenceOf({ statements: said.slice(0, -AGAIN) });
  const judgeAll = (evidence: Evidence, at: Date) => {
    for (const profession of PROFESSIONS) linesOf(stateOf(directory, evidence, at), profession);
  };
  judgeAll(before, now);
  return said.slice(-AGAIN).map((statement, each) => {
    const start = performance.now();
    const evidence = { ...before, statements: [...before.statements, statement] };
    shareFacts(before, evidence);
    judgeAll(evidence, shift(now, each + 1));
    before = evidence;
    return performance.now() - start;
  });
};

/** Boards in memory, as plain as they are asked for. */
export const judging: Measure = {
  id: 'judging',
  isInProcess: true,
  async run() {
    const now = new Date();
    const cost = (mutuelles: number, statements: number) =>
      quantile(
        boards(directoryOf(mutuelles), evidenceOf({ statements: statementsOf(statements, now) }), now),
        0.5,
      );
    const sizes = [100, 1_000, 10_000].map((size) => [size, cost(size, STATEMENTS)] as const);
    const said = [20, 200, 2_000].map((size) => [size, cost(MUTUELLES, size)] as const);
    const one = cost(MUTUELLES, STATEMENTS);
    const again = quantile(afterEach(directoryOf(MUTUELLES), statementsOf(STATEMENTS, now), now), 0.5);
    const result = (points: readonly (readonly [number, number])[]) =>
      `${points.map(([size, each]) => `${size.toLocaleString('en')}: ${ms(each)}`).join('; ')}; exponent ${exponent(points).toFixed(2)}`;
    return [
      {
        what: `judging one board in memory, ${MUTUELLES.toLocaleString('en')} mutuelles × 13 professions × ${PLATFORMS} platforms, ${STATEMENTS} statements`,
        target: '< 30 ms',
        measured: ms(one),
        isMet: one < 30,
        figures: [],
      },
      {
        what: 'all boards again after one statement on one platform, their lines written out',
        target: '< 1 ms',
        measured: ms(again),
        isMet: again < 1,
        figures: [],
      },
      {
        what: 'the same as mutuelles grow',
        target: 'shown',
        measured: result(sizes),
        isMet: true,
        figures: [],
      },
      {
        what: 'the same as statements in force grow',
        target: 'shown',
        measured: result(said),
        isMet: true,
        figures: [],
      },
    ];
  },
};
