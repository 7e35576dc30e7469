import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { askedBoard } from '#server/contract/answers';
import { typedQuery } from '#server/contract/found';
import { askedId } from '#server/contract/ids';
import { isNumber, type PrintedNumber, readAmc } from '#server/contract/printed-numbers';
import { conventionsFor, type Directory, type Mutuelle, type Platform } from '#server/domain/facts/directory';
import { ascending } from '#server/domain/facts/intervals';
import { BOARD_GROUPS, type BoardGroup, type Profession } from '#server/domain/facts/vocabulary';
import type { Question } from '#server/domain/judgement/answer';
import { boardPlatforms, boardRows, groupOf } from '#server/domain/judgement/board';
import { boardOf } from '#server/read-model/boards';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { replies, several } from '../kit/replies';
import { questionQuery, resolveQuestion } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { searchDirectory } from '../kit/search';

const NUMBER_EXPECTED = 'un numéro AMC a 6 à 10 chiffres, comme 00410001';

const amcQuery = z
  .string()
  .max(40)
  .transform((given, context) => {
    const readings = readAmc(given);
    if (readings.length > 0) return readings;
    context.addIssue({ code: 'custom', message: NUMBER_EXPECTED });
    return z.NEVER;
  });

const query = questionQuery.extend({
  profession: askedId,
  mutuelle: several(askedId),
  amc: amcQuery.optional(),
  verdict: several(z.enum([...BOARD_GROUPS, 'likely'])),
  platform: askedId.optional(),
  q: typedQuery.optional(),
});

const boardRoute = createRoute({
  method: 'get',
  path: '/answers',
  summary: 'Toutes les mutuelles pour une profession, et les opérateurs que porte une carte',
  request: { query },
  responses: replies(askedBoard, 'Le tableau d’une profession'),
});

export const boards = (deps: Deps) =>
  createRouter().openapi(boardRoute, async (c) => {
    const { mutuelle, verdict, platform, amc, q, ...query } = c.req.valid('query');
    const asked = await resolveQuestion(deps, query.profession, query, { mutuelles: mutuelle, platform });
    if (!asked.ok) return refusal(c, asked.refusal);
    const { known, read } = asked.value;
    const { directory } = read;
    const card = amc === undefined ? null : cardIn(directory, amc);
    const question = card ? withCard(asked.value.question, card) : asked.value.question;
    const { profession } = question;

    const found = q === undefined ? null : mutuellesFound(directory, known.day, profession, q);
    const isPlain =
      question.card.code === null && question.card.csr === null && question.concentrator === null;
    const whole = isPlain
      ? boardOf(read, profession)
      : { answers: boardRows(known, question), platforms: boardPlatforms(known, question) };
    // A mutuelle whose conventions are all of other cards is not the one that is held.
    const isOfCard = (row: BoardRow) =>
      row.candidates.length > 0 || hasNone(directory, row.mutuelle, profession, known.day);
    const answers = whole.answers
      .filter((row) => !mutuelle || mutuelle.includes(row.mutuelle))
      .filter((row) => !verdict || verdict.some((each) => isIn(row, each)))
      .filter((row) => !platform || row.candidates.some((candidate) => candidate.platform === platform))
      .filter((row) => !found || found.has(row.mutuelle))
      .filter((row) => !card || (card.mutuelles.includes(row.mutuelle) && isOfCard(row)));
    const { seq, at, knownAt } = read;
    const body = { seq, at, knownAt, profession, answers, platforms: whole.platforms };
    const { code, csr } = question.card;
    return c.json(withEtag(c, card ? { ...body, card: { ...card, code, csr } } : body, read.age), 200);
  });

type BoardRow = ReturnType<typeof boardRows>[number];

const isIn = (row: BoardRow, verdict: BoardGroup | 'likely'): boolean =>
  verdict === 'likely' ? groupOf(row) === 'no-convention' && row.likely.length > 0 : groupOf(row) === verdict;

const NO_CARD = { code: null, csr: null };

const hasNone = (directory: Directory, mutuelle: string, profession: Profession, day: string): boolean =>
  conventionsFor(directory, mutuelle, profession, day, NO_CARD).length === 0;

const mutuellesFound = (
  directory: Directory,
  day: string,
  profession: Profession,
  typed: string,
): ReadonlySet<string> => {
  const { found } = searchDirectory(directory, day, profession, typed);
  return new Set(found.filter(({ kind }) => kind === 'mutuelle').map(({ id }) => id));
};

/** Whose the number of a card is, by the first way to read it that somebody has. */
const cardIn = (directory: Directory, readings: readonly PrintedNumber[]) => {
  const holders = ({ mutuelles, platforms }: Directory, printed: PrintedNumber) => {
    const idsOf = (things: ReadonlyMap<string, Mutuelle | Platform>) =>
      [...things.values()]
        .filter(({ amcNumbers }) => amcNumbers.some((known) => isNumber(known, printed)))
        .map(({ id }) => id)
        .sort(ascending);
    return { ...printed, mutuelles: idsOf(mutuelles), platforms: idsOf(platforms) };
  };
  const read = readings.map((printed) => holders(directory, printed));
  const known = read.find(({ mutuelles, platforms }) => mutuelles.length + platforms.length > 0);
  const numbers = [...directory.mutuelles.values(), ...directory.platforms.values()].flatMap(
    ({ amcNumbers }) => amcNumbers,
  );
  return { ...((known ?? read[0]) as (typeof read)[number]), knownNumbers: new Set(numbers).size };
};

/** What is printed beside the number says what is not asked apart. */
const withCard = (question: Question, { code, csr }: PrintedNumber): Question => ({
  ...question,
  card: { code: question.card.code ?? code, csr: question.card.csr ?? csr },
});
