import type { Reach } from '../facts/follows';
import type { Flow, FollowedKind, Health, Payment, Profession, Verdict } from '../facts/vocabulary';
import type { BoardRow, StripRow } from '../judgement/board';
import { judgePlatform } from '../judgement/candidate';
import type { Known } from '../judgement/known-facts';

/** The answer at a counter, of which one may be told that it changed. */
export type AnswerSubject = { of: 'mutuelle' | 'platform'; profession: Profession; id: string };

/**
 * What is told of it. `onCard`: of what only the card tells, each platform with its own answer. `troubled`: of a
 * platform, the flows that do not work.
 */
export type AnswerState = {
  verdict: Verdict;
  payment: Payment;
  onCard: readonly (readonly [platform: string, verdict: Verdict, payment: Payment])[];
  troubled: Partial<Record<Flow, Health>>;
};

export const answerKey = ({ of, profession, id }: AnswerSubject): string => `${of} ${profession} ${id}`;

/** Null: it is the key of something else. */
export const answerOfKey = (key: string): AnswerSubject | null => {
  const [of, profession, id] = key.split(' ');
  if ((of !== 'mutuelle' && of !== 'platform') || !profession || !id) return null;
  return { of, profession: profession as Profession, id };
};

type Board = { answers: readonly BoardRow[]; platforms: readonly StripRow[] };

/** Every answer of a board of now, by key, as text: the same text is the same answer. */
export const answerStates = (known: Known, profession: Profession, board: Board): [string, string][] => [
  ...board.answers.map(({ mutuelle, ...row }): [string, string] => [
    answerKey({ of: 'mutuelle', profession, id: mutuelle }),
    stateText({ ...row, onCard: onCardOf(row), troubled: {} }),
  ]),
  ...board.platforms.map(({ platform, ...row }): [string, string] => [
    answerKey({ of: 'platform', profession, id: platform }),
    stateText({ ...row, onCard: [], troubled: troubledOf(known, profession, platform) }),
  ]),
];

const onCardOf = ({ verdict, candidates, likely }: Pick<BoardRow, 'verdict' | 'candidates' | 'likely'>) =>
  [...(verdict === 'depends' ? candidates : []), ...likely].map(
    ({ platform, verdict: own, payment }) => [platform, own, payment] as const,
  );

const troubledOf = (known: Known, profession: Profession, platform: string): AnswerState['troubled'] =>
  Object.fromEntries(
    judgePlatform(known, platform, { profession, mutuelle: null, concentrator: null }).flows.flatMap(
      ({ flow, shown }) => (shown.health === 'operational' ? [] : [[flow, shown.health]]),
    ),
  );

const stateText = ({ verdict, payment, onCard, troubled }: AnswerState): string =>
  JSON.stringify({ verdict, payment, onCard, troubled });

/** Of a thousand answers few differ. */
const remembered = <Given extends readonly string[], Found>(find: (...texts: Given) => Found) => {
  const known = new Map<string, Found>();
  return (...texts: Given): Found => {
    const key = texts.join('\n');
    const found = known.get(key) ?? find(...texts);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, found);
    return found;
  };
};
const MOST_REMEMBERED = 500;

export const answerState = remembered((text: string): AnswerState => JSON.parse(text) as AnswerState);

/** Under which kinds it is told that one became the other; none: nothing changed for who asks. */
export const answerKinds = remembered((before: string, after: string): readonly FollowedKind[] => {
  const [was, is] = [answerState(before), answerState(after)];
  const verdictsOf = ({ verdict, onCard }: AnswerState) => [
    verdict,
    ...onCard.map(([id, own]) => `${id} ${own}`),
  ];
  const paymentsOf = ({ payment, onCard }: AnswerState) => [
    payment,
    ...onCard.map(([id, , own]) => `${id} ${own}`),
  ];
  return [
    ...(verdictsOf(was).join() === verdictsOf(is).join() ? [] : (['change'] as const)),
    ...(paymentsOf(was).join() === paymentsOf(is).join() ? [] : (['payment'] as const)),
  ];
});

export const answerReach = ({ of, profession, id }: AnswerSubject, before: string, after: string): Reach[] =>
  answerKinds(before, after).map((kind) => ({
    kind,
    profession,
    isForAll: false,
    mutuelles: of === 'mutuelle' ? [id] : [],
    platforms: of === 'platform' ? [id] : [],
    flows: of === 'platform' ? turnedFlows(answerState(before), answerState(after)) : [],
  }));

const turnedFlows = ({ troubled: was }: AnswerState, { troubled: is }: AnswerState): Flow[] =>
  [...new Set([...Object.keys(was), ...Object.keys(is)] as Flow[])].filter((flow) => was[flow] !== is[flow]);
