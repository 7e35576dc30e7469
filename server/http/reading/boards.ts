import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { askedBoard } from '#server/contract/answers';
import { typedQuery } from '#server/contract/found';
import { askedId } from '#server/contract/ids';
import { isTouched } from '#server/contract/touched';
import type { Directory } from '#server/domain/facts/directory';
import { BOARD_GROUPS, type BoardGroup, type Profession } from '#server/domain/facts/vocabulary';
import { boardPlatforms, boardRows, groupOf } from '#server/domain/judgement/board';
import { boardOf, boardText } from '#server/read-model/boards';
import type { ReadState } from '#server/read-model/read-model';
import type { Deps } from '../deps';
import { stampAnswer, withEtag } from '../kit/etag';
import { type Documented, refusal } from '../kit/problems';
import { replies, several } from '../kit/replies';
import { questionQuery, resolveQuestion } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { searchDirectory } from '../kit/search';
import { amcQuery, cardIn, isOfOtherCards, withCard } from './card';

const query = questionQuery.extend({
  profession: askedId,
  mutuelle: several(askedId),
  amc: amcQuery.optional(),
  verdict: several(z.enum(BOARD_GROUPS)),
  touched: z.enum(['true']).optional(),
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
    const { mutuelle, verdict, touched, platform, amc, q, ...query } = c.req.valid('query');
    const subject = { mutuelles: mutuelle, platform };
    const asked = await resolveQuestion(deps, query.profession, query, subject, { isOverLeftOut: true });
    if (!asked.ok) return refusal(c, asked.refusal);
    const { known, read } = asked.value;
    const { directory } = read;
    const card = amc === undefined ? null : cardIn(directory, amc);
    const question = card ? withCard(asked.value.question, card) : asked.value.question;
    const { profession } = question;

    const isPlain =
      question.card.code === null && question.card.csr === null && question.concentrator === null;
    const narrowing = [mutuelle, verdict, touched, platform, amc, q];
    if (isPlain && narrowing.every((each) => each === undefined)) return wholeBoard(c, read, profession);

    const found = q === undefined ? null : mutuellesFound(directory, known.day, profession, q);
    const whole = isPlain
      ? boardOf(read, profession)
      : { answers: boardRows(known, question), platforms: boardPlatforms(known, question) };
    const answers = whole.answers
      .filter((row) => !mutuelle || mutuelle.includes(row.mutuelle))
      .filter((row) => !verdict || verdict.some((each) => isIn(row, each)))
      .filter((row) => !touched || isTouched(row))
      .filter((row) => !platform || row.candidates.some((candidate) => candidate.platform === platform))
      .filter((row) => !found || found.has(row.mutuelle))
      .filter(({ mutuelle: id, candidates }) => {
        if (!card?.mutuelles.includes(id)) return card === null;
        return candidates.length > 0 || !isOfOtherCards(directory, id, profession, known.day);
      });
    const { seq, at, knownAt } = read;
    const body = { seq, at, knownAt, profession, answers, platforms: whole.platforms };
    const { code, csr } = question.card;
    return c.json(withEtag(c, card ? { ...body, card: { ...card, code, csr } } : body, read.age), 200);
  });

/** What most ask for: its lines are there as text. */
const wholeBoard = (c: Context, read: ReadState, profession: Profession): Documented => {
  const { seq, at, knownAt, age } = read;
  const lines = boardText(read, profession);
  stampAnswer(c, `${seq} ${profession} ${lines}`, age);
  const head = JSON.stringify({ seq, at, knownAt, profession }).slice(0, -1);
  return c.body(`${head},${lines}}`, 200, { 'Content-Type': 'application/json' }) as Response as Documented;
};

type BoardRow = ReturnType<typeof boardRows>[number];

const isIn = (row: BoardRow, verdict: BoardGroup): boolean =>
  verdict === 'likely' ? groupOf(row) === 'no-convention' && row.likely.length > 0 : groupOf(row) === verdict;

const mutuellesFound = (
  directory: Directory,
  day: string,
  profession: Profession,
  typed: string,
): ReadonlySet<string> => {
  const { found } = searchDirectory(directory, day, profession, typed);
  return new Set(found.filter(({ kind }) => kind === 'mutuelle').map(({ id }) => id));
};
