import type { AppLoadContext } from '@remix-run/node';
import type { Answer, Board, OperatorAnswer } from '#server/contract/answers';
import type { IncidentRecord } from '#server/contract/incidents';
import type { Notice } from '#server/contract/notices';
import { BOARD_GROUPS, type Profession } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../ui/names';
import { tradeName } from '../ui/names';
import { whySentence } from '../words/answers';
import { answerHeadline, boardTitleOf, cardWords, datedSentence, unpaidSentence } from '../words/cards';
import { flowHealth } from '../words/flows';
import { noticeState } from '../words/notices';
import { professionWords } from '../words/professions';
import { openWords } from '../words/public-formats';
import { fr, listed, typeset } from '../words/typography';
import { groupOf, groupWords } from '../words/verdicts';
import { isToBeFound } from './canonical.server';
import { type HeadTag, headOf, isUnconfirmed, placeOf, type Shared } from './head.server';

/** What each kind of page says of itself where its address is pasted. `age`: as it was heard. */
type Said<T> = { body: T; age: number | null };
type Page = { context: AppLoadContext; request: Request };

/** « Harmonie, opticiens : NON depuis le 29 janvier, 15:00 — paiement suspendu ». */
export const answerHead = (
  { context, request }: Page,
  { body, age }: Said<Answer | OperatorAnswer>,
  asked: Record<string, string>,
  nameOf: NameOf,
): HeadTag[] => {
  const { profession, at, since, payment } = body;
  const isDoubted = isUnconfirmed(context, age) && isToBeFound(request.url);
  const name = tradeName(body.name);
  const title = answerHeadline({ name, profession, group: groupOf(body), payment, since }, isDoubted);
  const sentence = isDoubted ? cardWords.doubted : whySentence(body, nameOf);
  const description = datedSentence(at, sentence, placeOf(context));
  const feed = feedOf([professionWords[profession].plural, name], asked);
  return headOf(context, request, { title, description, card: `${title}. ${description}`, feed });
};

/** « Tiers payant : opticiens », and how many mutuelles have each answer. */
export const boardHead = ({ context, request }: Page, { body, age }: Said<Board>): HeadTag[] => {
  const { profession, at, answers } = body;
  const { plural } = professionWords[profession];
  const isDoubted = isUnconfirmed(context, age) && isToBeFound(request.url);
  const counts = BOARD_GROUPS.flatMap((group) => {
    const count = answers.filter((answer) => groupOf(answer) === group).length;
    return count === 0 ? [] : [`${count} ${groupWords[group].plural}`];
  });
  const unpaid = answers.filter(
    (answer) => answer.reason !== 'no-convention' && answer.payment !== 'normal',
  ).length;
  const sentence = isDoubted ? cardWords.doubted : unpaidSentence(listed(counts), unpaid);
  const title = boardTitleOf(plural);
  const description = datedSentence(at, sentence, placeOf(context));
  const feed = feedOf([plural], { profession });
  return headOf(context, request, { title, description, card: `${title}. ${description}`, feed });
};

/** The incident, where it stands, and what is cut. */
export const incidentHead = (
  { context, request }: Page,
  { body, age }: Said<IncidentRecord>,
  nameOf: NameOf,
): HeadTag[] => {
  const isClosed = body.closedAt !== null;
  const isDoubted = isUnconfirmed(context, age) && isToBeFound(request.url);
  const said = body.touched
    .filter(({ health }) => health !== 'operational')
    .map(({ platform, flow, health }) => fr`${nameOf(platform)} : ${flowHealth(flow, health)}`);
  const state = cardWords.incident(body.stage, isClosed);
  const sentence = isDoubted ? cardWords.doubted : [state, ...new Set(said)].join(' ; ');
  const title = typeset(body.title);
  const description = datedSentence(body.at, sentence, placeOf(context));
  const [only, ...others] = body.platforms;
  const isOfOne = only !== undefined && others.length === 0;
  const feed = feedOf(isOfOne ? [nameOf(only)] : [], isOfOne ? { platform: only } : {});
  return headOf(context, request, { title, description, card: `${title}. ${description}`, feed });
};

/** The notice, who says it and what it is worth. */
export const noticeHead = (page: Page, notice: Notice): HeadTag[] => {
  const title = typeset(notice.title);
  const description = fr`${cardWords.notice(notice.name)}. ${noticeState(notice, null)}. ${cardWords.forWhom(notice.professions)}.`;
  const feed = noticesFeed(notice.professions?.length === 1 ? notice.professions[0] : undefined);
  return headOf(page.context, page.request, { title, description, card: `${title}. ${description}`, feed });
};

/** A page without a card: the feed that fits it, and what it is. */
export const plainHead = (
  { context, request }: Page,
  title: string,
  description: string,
  feed: Shared['feed'],
): HeadTag[] => headOf(context, request, { title, description, card: null, feed });

export const feedOf = (names: readonly string[], asked: Record<string, string>): Shared['feed'] => ({
  name: 'history',
  title: openWords.feedTitle(names),
  asked,
});

export const noticesFeed = (profession?: Profession): Shared['feed'] => ({
  name: 'notices',
  title: openWords.noticesTitle(profession === undefined ? [] : [professionWords[profession].plural]),
  asked: profession === undefined ? {} : { profession },
});
