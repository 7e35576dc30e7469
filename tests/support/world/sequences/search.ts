import fc from 'fast-check';
import { type Kind, type Sequence, sequencesOf } from './acts';
import { type RuleOfIndependence, succeeds } from './world';

type Asked = {
  start: Date;
  rule: RuleOfIndependence;
  runs: number;
  kinds?: readonly Kind[];
  byMeasures?: boolean;
  seed?: number;
};

/** The shortest sequence found by which one person turns the board green; null: none. */
export const search = ({ kinds, runs, seed, ...asked }: Asked): Sequence | null => {
  const found = fc.check(
    fc.property(sequencesOf(kinds), (sequence) => !succeeds(sequence, asked)),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  );
  const [sequence] = found.counterexample ?? [];
  if (!sequence) return null;
  if (!succeeds(sequence, asked)) throw found.errorInstance;
  return sequence;
};

/** With the rule taken out, what the search finds by itself. `seed`: one of those that find it soon. */
export const WITHOUT_THE_RULE = {
  'guests who are one’s second persons': {
    kinds: ['invite', 'good', 'bad', 'confirm', 'retract', 'close', 'recover'],
    byMeasures: false,
    seed: 8,
    finds: ['invite', 'good', 'confirm'],
  },
  'a probe of one’s own': {
    kinds: ['invite', 'good', 'probe', 'approve', 'watch'],
    byMeasures: true,
    seed: 2,
    finds: ['invite', 'probe', 'approve', 'good', 'watch'],
  },
  'a key of one’s own that pushes measures': {
    kinds: ['invite', 'good', 'push', 'approve'],
    byMeasures: true,
    seed: 2,
    finds: ['invite', 'push', 'approve', 'good'],
  },
} as const satisfies Record<
  string,
  Pick<Asked, 'seed'> & { kinds: readonly Kind[]; byMeasures: boolean; finds: readonly Kind[] }
>;
