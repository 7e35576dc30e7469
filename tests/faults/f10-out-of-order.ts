import fc from 'fast-check';
import { DAY, MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { evidenceIn, judge, world } from '../support/world/worlds';
import { openEmpty } from './kit/empty';
import { aPerson } from './kit/people';
import { isQuick, progress, type Row } from './kit/support';
import { openTheatre, type Theatre } from './returns/stage';

const RUNS = isQuick ? 1_000 : 10_000;
const ROUNDS = isQuick ? 10 : 100;

/** Two seeds to shuffle by: what arrives in another order, and twice. */
const arrival = fc.record({ order: fc.infiniteStream(fc.nat()), again: fc.infiniteStream(fc.boolean()) });

const rearranged = <T>(things: readonly T[], order: Iterator<number>, again: Iterator<boolean>): T[] =>
  things
    .flatMap((thing) => (again.next().value ? [thing, thing] : [thing]))
    .map((thing) => ({ thing, rank: order.next().value as number }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ thing }) => thing);

/** Facts and results of random worlds, judged as they came and judged late, permuted, told twice. */
const judgedAlike = (): { runs: number; different: number } => {
  let different = 0;
  fc.assert(
    fc.property(world, arrival, (given, { order, again }) => {
      const ranks = order[Symbol.iterator]();
      const doubles = again[Symbol.iterator]();
      const evidence = evidenceIn(given);
      const other = {
        ...evidence,
        statements: rearranged(evidence.statements, ranks, doubles),
        retractions: rearranged(evidence.retractions, ranks, doubles),
        confirmations: rearranged(evidence.confirmations, ranks, doubles),
        series: evidence.series.map((each) => ({
          ...each,
          results: rearranged(each.results, ranks, doubles),
        })),
      };
      if (JSON.stringify(judge(other, given)) !== JSON.stringify(judge(evidence, given))) different += 1;
    }),
    { numRuns: RUNS },
  );
  return { runs: RUNS, different };
};

const FLOWS = ['carte', 'idb'] as const;

/** One platform measured in order, its twin in disorder, by two sources: what is kept and said must be the same. */
const keptAlike = async (theatre: Theatre): Promise<{ results: number; different: number }> => {
  let results = 0;
  let different = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const twins = [`a${round}`, `b${round}`] as const;
    await theatre.load({
      platforms: twins.map((id) => ({ id, name: id, kind: 'operator', flows: FLOWS })),
      organisations: twins.map((id) => ({ id, name: id, kind: 'operator', platforms: [id] })),
    });
    const latest = theatre.now();
    const given = fc.sample(fc.array(fc.boolean(), { minLength: 12, maxLength: 60 }), 1)[0] ?? [];
    const measures = (platform: string) =>
      given.map((isOk, index) => ({
        platform,
        flow: FLOWS[index % 2],
        observedAt: shift(latest, (index - given.length) * MINUTE).toISOString(),
        outcome: isOk ? 'ok' : index % 3 === 0 ? 'timeout' : 'failed',
        sequence: index,
      }));
    for (const [index, id] of twins.entries()) {
      const person = await aPerson(theatre, { organisation: id, age: 30 * DAY });
      const { voice } = await person.key('probe');
      const [shuffling] = fc.sample(arrival, 1);
      const inOrder = measures(id);
      const sent =
        index === 0 || !shuffling
          ? inOrder
          : rearranged(inOrder, shuffling.order[Symbol.iterator](), shuffling.again[Symbol.iterator]());
      for (let from = 0; from < sent.length; from += 7) {
        const { status } = await theatre.send(voice, '/observations', sent.slice(from, from + 7));
        if (status !== 200) different += 1;
      }
      results += sent.length;
    }
    theatre.pass(SECOND);
    const [kept, twin] = await Promise.all(twins.map((id) => keptOf(theatre, id)));
    if (kept !== twin) different += 1;
    if (round % 20 === 19) progress('F10', `${round + 1} plateformes et leurs jumelles`);
  }
  return { results, different };
};

/** Runs, counts and what the platform's page says, without its name. */
const keptOf = async (theatre: Theatre, platform: string): Promise<string> => {
  const ofPlatform = theatre.db.selectFrom('probe').select('id').where('platform', '=', platform);
  const runs = await theatre.db
    .selectFrom('observationRun')
    .innerJoin('probe', 'probe.id', 'observationRun.probe')
    .select(['flow', 'isOk', 'firstAt', 'thirdAt', 'lastAt'])
    .where('probe', 'in', ofPlatform)
    .orderBy('flow')
    .orderBy('firstAt')
    .execute();
  const days = await theatre.db
    .selectFrom('observationDay')
    .innerJoin('probe', 'probe.id', 'observationDay.probe')
    .select(['flow', 'day', 'ok', 'failed', 'timeout'])
    .where('probe', 'in', ofPlatform)
    .orderBy('flow')
    .orderBy('day')
    .execute();
  const { body } = await theatre.send({}, `/platforms/${platform}`);
  return JSON.stringify({ runs, days, matrix: body.matrix }).replaceAll(platform, 'twin');
};

export const f10: Row = {
  id: 'F10',
  broken: 'statements and observations late, permuted, duplicated',
  target: 'same state, 10,000 runs',
  async run() {
    const judged = judgedAlike();
    progress('F10', `${judged.runs} mondes jugés dans un autre ordre`);
    const theatre = await openTheatre(await openEmpty());
    const kept = await keptAlike(theatre);
    return {
      isMet: judged.different === 0 && kept.different === 0 && theatre.accidents.length === 0,
      measured:
        `${judged.runs} random worlds judged as told and again permuted and doubled: ${judged.different} different; ` +
        `${ROUNDS} platforms measured over HTTP and their twins in disorder and with repeats (${kept.results} results ` +
        `sent): ${kept.different} different in runs, counts or matrix; ${theatre.accidents.length} accidents`,
    };
  },
};
