import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { isUnanswered } from '#db/database';
import { readVerifiedRemarks } from '#db/remarks';
import { answer, operatorAnswer, timeline } from '#server/contract/answers';
import { askedId } from '#server/contract/ids';
import { backlogOf } from '#server/domain/availability/backlog';
import { DAY, shift } from '#server/domain/facts/intervals';
import { AGREEING_PRACTICES, readOnCard } from '#server/domain/facts/remarks';
import { accept } from '#server/domain/facts/result';
import { TIME_RULES } from '#server/domain/facts/time-rules';
import { describeAnswer, describeOperator } from '#server/domain/judgement/answer-details';
import { knownElsewhere } from '#server/domain/judgement/board';
import { reachOf, type Subject } from '#server/domain/judgement/subject';
import { timelineOf } from '#server/domain/judgement/timeline';
import type { Deps } from '../deps';
import { orRemembered } from '../kit/accidents';
import { withEtag } from '../kit/etag';
import { refusal } from '../kit/problems';
import { replies } from '../kit/replies';
import { questionQuery, type RequestScope, resolveQuestion } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { answerJson } from './answer-json';

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

/** As much as is held of now. */
const LATELY = { lately: TIME_RULES.backlog.lasts, isOverLeftOut: true } as const;

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
      const { read, known, question } = asked.value;
      const details = describeAnswer(known, read.evidence, question, mutuelle);
      const name = read.directory.mutuelles.get(mutuelle)?.name ?? mutuelle;
      const elsewhere = knownElsewhere(read.directory, mutuelle, question.profession, known.day);
      const backlog = await backlogFor(deps, asked.value, { mutuelle });
      const body = {
        ...answerJson(asked.value, details, { mutuelle }, backlog),
        mutuelle,
        name,
        knownElsewhere: elsewhere,
        readOnCard: details.candidates.length > 0 ? null : await cardReading(deps, asked.value, mutuelle),
      };
      return c.json(withEtag(c, body, read.age), 200);
    })
    .openapi(operatorRoute, async (c) => {
      const { profession, platform } = c.req.valid('param');
      const asked = await resolveQuestion(deps, profession, c.req.valid('query'), { platform }, LATELY);
      if (!asked.ok) return refusal(c, asked.refusal);
      const { read, known, question } = asked.value;
      const details = describeOperator(known, read.evidence, question, platform);
      const name = read.directory.platforms.get(platform)?.name ?? platform;
      const { someMutuelles } = details;
      const backlog = await backlogFor(deps, asked.value, { platform });
      const body = {
        ...answerJson(asked.value, details, { platform }, backlog),
        platform,
        name,
        someMutuelles,
      };
      return c.json(withEtag(c, body, read.age), 200);
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

/** Of an outage that began before what was read, all that was said in three months is read; from memory, what is held. */
const backlogFor = async ({ readModel }: Deps, { read, question }: RequestScope, subject: Subject) => {
  const { directory, evidence, at, knownAt } = read;
  const times = { at, knownAt };
  const backlog = backlogOf(directory, evidence, question, subject, times, TIME_RULES.backlog.lasts);
  if (backlog) return backlog;
  const reach = TIME_RULES.backlogReach.lasts;
  const platforms = [...reachOf(directory, question, subject)];
  const longer = await orRemembered(
    readModel.read({ at, knownAt, from: shift(at, -reach), platforms, isOverLeftOut: true }),
    () => read,
  );
  return backlogOf(directory, longer.evidence, question, subject, times, reach) ?? [];
};

/** What practices read on its cards; nothing while the database is away, since the answer does not rest on it. */
const cardReading = async ({ db }: Deps, { read, question }: RequestScope, mutuelle: string) => {
  const { at, knownAt } = read;
  const about = { mutuelle, profession: question.profession };
  try {
    const remarks = await readVerifiedRemarks(db, { from: at, at, knownAt }, AGREEING_PRACTICES, about);
    return readOnCard(remarks, about, read);
  } catch (error) {
    if (isUnanswered(error)) return null;
    throw error;
  }
};

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
