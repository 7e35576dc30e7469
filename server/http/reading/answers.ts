import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { answer, operatorAnswer, timeline } from '#server/contract/answers';
import { askedId } from '#server/contract/ids';
import { DAY, shift } from '#server/domain/facts/intervals';
import { accept } from '#server/domain/facts/result';
import type { Subject } from '#server/domain/judgement/subject';
import { timelineOf } from '#server/domain/judgement/timeline';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { replies } from '../kit/replies';
import { questionQuery, type RequestScope, resolveQuestion } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { LATELY, mutuelleAnswerJson, operatorAnswerJson } from './answer-body';

const ofMutuelle = {
  params: z.object({ profession: askedId, mutuelle: askedId }),
  query: questionQuery,
};
const ofPlatform = {
  params: z.object({ profession: askedId, platform: askedId }),
  query: questionQuery,
};

const answerRoute = createRoute({
  method: 'get',
  path: '/answers/{profession}/{mutuelle}',
  summary: 'La réponse entière pour une mutuelle',
  request: ofMutuelle,
  responses: replies(answer, 'La réponse, ce qui la décide, que faire, qui dit quoi'),
});

const aboutTimeline = {
  method: 'get',
  summary: 'Les 90 jours d’avant l’instant demandé, tels qu’on les connaît à `knownAt`',
  request: ofMutuelle,
  responses: replies(timeline, 'Réponse et état de chaque échange, par période'),
} as const;
const timelineRoute = createRoute({
  ...aboutTimeline,
  path: '/answers/{profession}/mutuelles/{mutuelle}/timeline',
});
/** Where it was first served: « platforms » there could be read as a mutuelle. */
const formerTimelineRoute = createRoute({
  ...aboutTimeline,
  path: '/answers/{profession}/{mutuelle}/timeline',
  deprecated: true,
});

const operatorRoute = createRoute({
  method: 'get',
  path: '/answers/{profession}/platforms/{platform}',
  summary: 'La réponse pour l’opérateur imprimé sur la carte',
  request: ofPlatform,
  responses: replies(operatorAnswer, 'La réponse pour cet opérateur, mutuelle inconnue'),
});

const operatorTimelineRoute = createRoute({
  method: 'get',
  path: '/answers/{profession}/platforms/{platform}/timeline',
  summary: 'Les 90 jours d’un opérateur, tels qu’on les connaît à `knownAt`',
  request: ofPlatform,
  responses: replies(timeline, 'Réponse et état de chaque échange, par période'),
});

const REACH = 90 * DAY;

export const answers = (deps: Deps) =>
  createRouter()
    .openapi(answerRoute, async (c) => {
      const { profession, mutuelle } = c.req.valid('param');
      const asked = await resolveQuestion(
        deps,
        profession,
        c.req.valid('query'),
        { mutuelles: [mutuelle] },
        LATELY,
      );
      if (!asked.ok) return refusal(c, asked.refusal);
      const body = await mutuelleAnswerJson(deps, asked.value, mutuelle);
      return c.json(withEtag(c, body, asked.value.read.age), 200);
    })
    .openapi(operatorRoute, async (c) => {
      const { profession, platform } = c.req.valid('param');
      const asked = await resolveQuestion(deps, profession, c.req.valid('query'), { platform }, LATELY);
      if (!asked.ok) return refusal(c, asked.refusal);
      const body = await operatorAnswerJson(deps, asked.value, platform);
      return c.json(withEtag(c, body, asked.value.read.age), 200);
    })
    .openapi(timelineRoute, async (c) => {
      const { profession, mutuelle } = c.req.valid('param');
      const asked = await timelineFor(deps, profession, c.req.valid('query'), { mutuelle });
      return asked.ok ? c.json(withEtag(c, asked.value), 200) : refusal(c, asked.refusal);
    })
    .openapi(formerTimelineRoute, async (c) => {
      const { profession, mutuelle } = c.req.valid('param');
      const asked = await timelineFor(deps, profession, c.req.valid('query'), { mutuelle });
      return asked.ok ? c.json(withEtag(c, asked.value), 200) : refusal(c, asked.refusal);
    })
    .openapi(operatorTimelineRoute, async (c) => {
      const { profession, platform } = c.req.valid('param');
      const asked = await timelineFor(deps, profession, c.req.valid('query'), { platform });
      return asked.ok ? c.json(withEtag(c, asked.value), 200) : refusal(c, asked.refusal);
    });

const timelineFor = async (
  deps: Deps,
  profession: string,
  query: z.output<typeof questionQuery>,
  subject: Subject,
) => {
  const named = 'mutuelle' in subject ? { mutuelles: [subject.mutuelle] } : subject;
  const asked = await resolveQuestion(deps, profession, query, named, { reach: REACH, isOverLeftOut: true });
  return asked.ok ? accept(timelineJson(asked.value, subject)) : asked;
};

const timelineJson = ({ read, question }: RequestScope, subject: Subject) => {
  const { seq, at, knownAt, directory, evidence } = read;
  const from = shift(at, -REACH);
  return {
    seq,
    at,
    knownAt,
    from,
    ...timelineOf(directory, evidence, question, subject, { from, at, knownAt }),
  };
};
