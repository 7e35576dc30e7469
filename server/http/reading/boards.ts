import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { board } from '#server/contract/answers';
import { askedId } from '#server/contract/ids';
import { sameAmc } from '#server/contract/search';
import { BOARD_GROUPS } from '#server/domain/facts/vocabulary';
import { boardPlatforms, boardRows, groupOf } from '#server/domain/judgement/board';
import { boardOf } from '#server/read-model/boards';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { replies, several } from '../kit/replies';
import { questionQuery, resolveQuestion } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { searchMutuelles } from '../kit/suggestions';

const query = questionQuery.extend({
  profession: askedId,
  mutuelle: several(askedId),
  amc: z
    .string()
    .regex(/^\w{7,10}$/, 'un numéro AMC a 7 à 10 caractères')
    .optional(),
  verdict: several(z.enum(BOARD_GROUPS)),
  platform: askedId.optional(),
  q: z.string().max(100).optional(),
});

const boardRoute = createRoute({
  method: 'get',
  path: '/answers',
  summary: 'Toutes les mutuelles pour une profession, et les opérateurs que porte une carte',
  request: { query },
  responses: replies(board, 'Le tableau d’une profession'),
});

export const boards = (deps: Deps) =>
  createRouter().openapi(boardRoute, async (c) => {
    const { mutuelle, verdict, platform, amc, q, ...query } = c.req.valid('query');
    const asked = await resolveQuestion(deps, query.profession, query, { mutuelles: mutuelle, platform });
    if (!asked.ok) return refusal(c, asked.refusal);
    const { known, question, read } = asked.value;

    const found = q === undefined ? null : new Set(searchMutuelles(read.directory, q).map(({ id }) => id));
    const holds = (id: string, number: string) =>
      read.directory.mutuelles.get(id)?.amcNumbers.some((each) => sameAmc(each, number)) ?? false;
    const isPlain =
      question.card.code === null && question.card.csr === null && question.concentrator === null;
    const whole = isPlain
      ? boardOf(read, question.profession)
      : { answers: boardRows(known, question), platforms: boardPlatforms(known, question) };
    const answers = whole.answers
      .filter((row) => !mutuelle || mutuelle.includes(row.mutuelle))
      .filter((row) => !verdict || verdict.includes(groupOf(row)))
      .filter((row) => !platform || row.candidates.some((candidate) => candidate.platform === platform))
      .filter((row) => !found || found.has(row.mutuelle))
      .filter((row) => amc === undefined || holds(row.mutuelle, amc));
    const { seq, at, knownAt } = read;
    const { profession } = question;
    const body = { seq, at, knownAt, profession, answers, platforms: whole.platforms };
    return c.json(withEtag(c, body, read.age), 200);
  });
