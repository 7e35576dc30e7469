import type { Refusal } from './problems';

/** Kinds that tell how the service itself is, rather than what was asked of it. */
const COUNTED = ['unreachable', 'outdated', 'no-room', 'no-space', 'busy', 'full'] as const;
type Counted = (typeof COUNTED)[number];

/** How many questions and words were refused since the start because of how the service is, by kind. */
export const createRefusals = () => {
  const counts = new Map<Counted, number>(COUNTED.map((kind) => [kind, 0]));
  return {
    count(kind: Refusal['kind'] | null): void {
      const counted = COUNTED.find((each) => each === kind);
      if (counted) counts.set(counted, (counts.get(counted) ?? 0) + 1);
    },
    all: (): ReadonlyMap<string, number> => counts,
  };
};
export type Refusals = ReturnType<typeof createRefusals>;
