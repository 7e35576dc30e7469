import fc from 'fast-check';
import { type Sequence, sequencesOf } from '../support/world/sequences/acts';
import { search, WITHOUT_THE_RULE } from '../support/world/sequences/search';
import { isGreen, play } from '../support/world/sequences/world';
import { openEmpty } from './kit/empty';
import { isQuick, progress, type Row } from './kit/support';
import { openService, replay } from './sequences/service';

const RUNS = 10_000;
const SEED = 28;

/** Drawn at random, beside every one by which one person would succeed were it not for the rule. */
const toReplay = (start: Date, many: number): Sequence[] => {
  const found = Object.entries(WITHOUT_THE_RULE).map(([name, { finds: _, ...asked }]) => {
    const sequence = search({ start, rule: 'out', runs: 60_000, ...asked });
    if (!sequence) throw new Error(`sans la règle, la recherche ne trouve plus : ${name}`);
    return sequence;
  });
  const green = fc
    .sample(sequencesOf(), { numRuns: RUNS, seed: SEED })
    .filter((sequence) => isGreen(sequence, play(sequence, start, 'out')));
  return [...found, ...green, ...fc.sample(sequencesOf(), { numRuns: many, seed: SEED + 1 })];
};

const result = (sequence: Sequence): string =>
  JSON.stringify([
    sequence.by,
    ...[sequence.before, sequence.after].map((acts) => acts.map((act) => Object.values(act).join(' '))),
  ]);

export const f28: Row = {
  id: 'F28',
  broken:
    'whatever one person can own, in sequences: a desk account, its invitations and theirs, recovery, factors, keys, probes and approvals, heartbeats, reports; the same replayed over HTTP',
  target: '0 boards green by one person; the pure rules and the service agree',
  async run() {
    const start = new Date();
    const byRules = search({ start, rule: 'in', runs: RUNS, seed: SEED });
    progress('F28', `${RUNS} suites d’actes par les règles`);
    const service = await openService(await openEmpty());
    const sequences = toReplay(start, isQuick ? 30 : 300).slice(0, isQuick ? 60 : 1_000);
    const [green, apart]: [string[], string[]] = [[], []];
    for (const [index, sequence] of sequences.entries()) {
      const expected = play(sequence, start);
      const shown = await replay(service, sequence);
      const at = shown.findIndex(({ isDone, health, basis }, each) => {
        const pure = expected[each];
        return health !== pure?.health || basis !== pure.basis || (isDone ?? pure.isDone) !== pure.isDone;
      });
      if (at >= 0) apart.push(`${result(sequence)} at ${at}: ${JSON.stringify([expected[at], shown[at]])}`);
      if (shown.slice(sequence.before.length).some(({ health }) => health === 'operational'))
        green.push(result(sequence));
      if (index % 50 === 49) progress('F28', `${index + 1} rejouées sur ${sequences.length}`);
    }
    const accidents = service.doors.accidents;
    return {
      isMet: byRules === null && green.length === 0 && apart.length === 0 && accidents.length === 0,
      measured:
        `${RUNS} sequences through the pure rules: ${byRules ? result(byRules) : 'none'} turns a board green; without the rule ` +
        `the search finds ${Object.keys(WITHOUT_THE_RULE).join(', ')}; ${sequences.length} replayed over HTTP: ${green.length} ` +
        `green ${green.slice(0, 2)}, ${apart.length} where the two differ ${apart.slice(0, 2)}; ${accidents.length} accidents ${accidents.slice(0, 2)}`,
    };
  },
};
