import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { askedId } from '#server/contract/ids';
import type { SignName } from '#server/contract/signs';
import { accept } from '#server/domain/facts/result';
import type { Profession } from '#server/domain/facts/vocabulary';
import { answerForOperator } from '#server/domain/judgement/answer';
import { groupOf, worstOf } from '#server/domain/judgement/board';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { type Documented, refusal } from '../kit/problems';
import { repliesInText } from '../kit/replies';
import {
  askRecord,
  instantsQuery,
  type ReadContext,
  readProfession,
  unknownPlatform,
} from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { drawBadge, HEALTH_SIGNS, isPresumed } from './drawings';

const route = createRoute({
  method: 'get',
  path: '/{file}',
  summary: 'L’état d’une plateforme en une image, avec son âge',
  request: {
    params: z.object({
      file: z.string().regex(/^[a-z0-9-]{1,100}\.svg$/, 'une plateforme suivie de .svg est attendue'),
    }),
    query: instantsQuery.extend({ profession: askedId.optional() }),
  },
  responses: repliesInText('image/svg+xml', 'Une image SVG'),
});

/** Mounted at /badges: `{platform}.svg`, the verdict for a profession, or the worst state over all. */
export const badges = (deps: Deps) =>
  createRouter().openapi(route, async (c) => {
    const { profession: id, ...instants } = c.req.valid('query');
    const platform = c.req.valid('param').file.replace('.svg', '');
    const profession = id === undefined ? accept(null) : readProfession(id);
    if (!profession.ok) return refusal(c, profession.refusal);
    const reading = await askRecord(deps, instants, 0, { isOverLeftOut: true });
    if (!reading.ok) return refusal(c, reading.refusal);
    const { read } = reading.value;
    const unknown = unknownPlatform(read.directory, platform);
    if (unknown) return refusal(c, unknown);
    const { words } = deps;
    const name = words.typeset(read.directory.platforms.get(platform)?.name ?? platform);
    const asked = profession.value;
    const body = drawBadge({
      ...(asked ? verdictOf(deps, reading.value, platform, asked) : stateOf(deps, reading.value, platform)),
      about: `${name}, ${asked ? words.professions[asked].plural : words.allProfessions}`,
      age: read.age > 0 ? words.notVerified : words.asOf(read.at),
    });
    withEtag(c, { body }, read.age);
    return c.body(body, 200, {
      'Content-Type': 'image/svg+xml; charset=utf-8',
    }) as Response as Documented;
  });

type Drawn = { word: string; sign: SignName };

const verdictOf = (
  { words }: Deps,
  { known }: ReadContext,
  platform: string,
  profession: Profession,
): Drawn => {
  const question = { profession, card: { code: null, csr: null }, concentrator: null };
  const judged = answerForOperator(known, question, platform);
  const group = groupOf(judged);
  return {
    word: words.answered(group, judged.payment),
    sign: isPresumed(judged) ? 'presumed' : group,
  };
};

const stateOf = ({ words }: Deps, { known }: ReadContext, platform: string): Drawn => {
  const { shown } = worstOf(known, platform);
  if (!shown || (shown.health === 'operational' && shown.basis === 'presumed'))
    return { word: words.presumed, sign: 'presumed' };
  return { word: words.healths[shown.health], sign: HEALTH_SIGNS[shown.health] };
};
