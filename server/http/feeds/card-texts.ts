import type { Words } from '#server/contract/words';
import type { Directory } from '#server/domain/facts/directory';
import { type Notice, noticeState, validUntil } from '#server/domain/facts/notices';
import type { Flow, Health } from '#server/domain/facts/vocabulary';
import { BOARD_GROUPS, type BoardGroup, type Payment, type Reason } from '#server/domain/facts/vocabulary';
import type { IncidentView } from '#server/domain/incidents/views';
import type { Judged } from '#server/domain/judgement/answer';
import { boardRows, groupOf } from '#server/domain/judgement/board';
import { severity } from '#server/domain/judgement/health';
import type { RequestScope } from '../kit/request-scope';
import type { Card, CardLine } from './card-drawing';
import { HEALTH_SIGNS, isPresumed } from './drawings';

/** What each kind of page says of itself in a card. The instants around it are said of all alike. */
export type CardText = Pick<Card, 'title' | 'about' | 'lines'>;

/** `isDoubted`: nothing confirms it; no sign then but « à vérifier ». */
type Context = { words: Words; isDoubted: boolean };

type AnswerOf = { name: string; plural: string; judged: Judged };

/** The verdict, whether one is paid, and why; of an answer that rests on a condition, the condition. */
export const answerText = (
  context: Context,
  { name, plural, judged }: AnswerOf,
  directory: Directory,
): CardText => {
  const { words, isDoubted } = context;
  const group: BoardGroup = judged.likely.length > 0 ? 'likely' : groupOf(judged);
  const title = words.card.named(name);
  const about = words.card.forProfession(plural);
  if (isDoubted) return { title, about, lines: doubted(words, group, judged.payment) };
  const main: CardLine = {
    text: words.verdicts[group],
    sign: isPresumed(judged) ? 'presumed' : group,
    isMain: true,
  };
  const under = judged.likely.map(({ platform, knownFor, verdict, payment }) => {
    const operator = { name: directory.platforms.get(platform)?.name ?? platform, knownFor };
    return { text: words.likelyAnswer(operator, verdict, payment) };
  });
  const known = [
    { text: words.card.payment(judged.payment), isBold: judged.payment !== 'normal' },
    { text: words.card.why(judged.reason, basisOf(judged), judged.verdict, judged.since) },
  ];
  return { title, about, lines: [main, ...(judged.reason === 'no-convention' ? under : known)] };
};

const basisOf = ({ candidates, reason }: Judged) =>
  candidates.find((each) => each.reason === reason)?.cause?.link.basis ?? null;

const doubted = (words: Words, group: BoardGroup, payment: Payment): CardLine[] => [
  { text: words.verdicts.unknown, sign: 'unknown', isMain: true },
  ...(group === 'no-convention' ? [] : [{ text: words.card.wasAnswered(group, payment) }]),
];

/** How many mutuelles have each answer, worst first. */
export const boardText = ({ words, isDoubted }: Context, { known, question }: RequestScope): CardText => {
  const rows = boardRows(known, question);
  const counted = BOARD_GROUPS.flatMap((group): CardLine[] => {
    const own = rows.filter((row) => (row.likely.length > 0 ? 'likely' : groupOf(row)) === group);
    if (own.length === 0 || group === 'no-convention') return [];
    const unpaid = group === 'likely' ? [] : own.filter(({ payment }) => payment !== 'normal');
    const text = words.card.counted(group, own.length, unpaid.length);
    return [{ text, sign: isSilent(group, own) ? 'presumed' : group }];
  });
  const { plural } = words.professions[question.profession];
  return {
    title: words.boardOf(plural),
    about: words.card.ofMutuelles(rows.length),
    lines: isDoubted ? doubted(words, 'no-convention', 'unknown') : counted,
  };
};

/** A « Oui » that was neither said nor seen of at least one of them. */
const isSilent = (
  group: BoardGroup,
  rows: readonly { verdict: Judged['verdict']; reason: Reason }[],
): boolean => group === 'possible' && rows.some(isPresumed);

type Troubled = { flow: Flow; platform: string; health: Health };

/** What is cut, while it is open. Nothing of it is ever green: an incident that is not closed is not over. */
export const incidentText = (
  { words, isDoubted }: Context,
  { incident, stage, closedAt, startedAt, touched }: IncidentView,
  directory: Directory,
): CardText => {
  const nameOf = (id: string) => directory.platforms.get(id)?.name ?? id;
  const title = words.typeset(incident.title);
  const about = incident.platforms.map(nameOf).join(', ');
  if (closedAt !== null)
    return { title, about, lines: [{ text: words.card.incident(stage, true), sign: 'no-convention' }] };
  const troubled: Troubled[] = touched
    .filter(({ health }) => health !== 'operational')
    .sort((a, b) => severity(b.health) - severity(a.health));
  const lines = troubled.map(({ platform, flow, health }) => ({
    text: words.said(nameOf(platform), flow, health),
    sign: isDoubted ? ('unknown' as const) : HEALTH_SIGNS[health],
  }));
  return {
    title,
    about,
    lines: [
      { text: words.card.incident(stage, false) },
      ...(startedAt === null ? [] : [{ text: words.card.began(startedAt) }]),
      ...(lines.length === 0 ? [{ text: words.card.nothingCut, sign: 'unknown' as const }] : lines),
    ],
  };
};

/** Who says it to whom, and what it is worth at the instant. */
export const noticeText = (words: Words, notice: Notice, directory: Directory, at: Date): CardText => {
  const author = directory.organisations.get(notice.by);
  const { card } = words;
  const state = noticeState(notice, at);
  const said: Record<typeof state, () => CardLine> = {
    'in-force': () => ({ text: card.inForce(validUntil(notice)) }),
    expired: () => ({ text: card.expired(validUntil(notice)), sign: 'unknown' }),
    withdrawn: () => ({ text: card.withdrawn(notice.withdrawnAt ?? at), sign: 'unknown' }),
  };
  return {
    title: words.typeset(notice.title),
    about: card.notice(author?.name ?? notice.by),
    lines: [
      said[state](),
      { text: card.forWhom(notice.professions) },
      { text: card.published(notice.publishedAt) },
    ],
  };
};
