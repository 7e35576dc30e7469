import { createRoute } from '@hono/zod-openapi';
import { newId } from '#db/database';
import { addRemark, listRemarks, readVerifiedRemarks } from '#db/remarks';
import { type RemarkBody, remarkBody, remarkQueue, remarkRecord } from '#server/contract/remarks';
import { AGREEING_PRACTICES, readOnCard } from '#server/domain/facts/remarks';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Known } from '#server/domain/judgement/known-facts';
import { isNews } from '#server/domain/rules/remarks';
import { answer } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { writerFor } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, makes, repliesToKnown } from '../kit/replies';
import { askRecord, unknownMutuelle, unknownPlatform } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { speakerAtCounter } from './reporter-identity';

const postRoute = createRoute({
  method: 'post',
  path: '/remarks',
  security: [],
  summary: 'Dire que l’annuaire se trompe d’opérateur, ou qu’il lui en manque un',
  request: { body: bodyOf(remarkBody) },
  responses: makes(remarkRecord, 'La remarque, qui attend le bureau'),
});

const queueRoute = createRoute({
  method: 'get',
  path: '/remarks',
  summary: 'Les remarques que le bureau doit décider, groupées',
  responses: repliesToKnown(remarkQueue, 'Ce qui est dit, et par combien'),
});

const NOT_ON_CARDS: Refusal = {
  kind: 'not-acceptable',
  pointer: '/platform',
  detail: 'Cette plateforme n’est pas imprimée sur les cartes.',
  cure: 'Donnez l’opérateur ou le réseau lu sur la carte.',
};

const NO_NEWS = 'Rien à dire au bureau.';
const SAID = {
  'already-served': 'L’annuaire dit déjà que cet opérateur sert cette mutuelle pour cette profession.',
  'not-served-already': 'L’annuaire ne dit pas que cet opérateur sert cette mutuelle pour cette profession.',
};

export const remarks = (deps: Deps) =>
  createRouter()
    .openapi(postRoute, async (c) => {
      const now = deps.now();
      const speaker = await speakerAtCounter(deps, c, 'remark', now);
      if (!speaker.ok) return refusal(c, speaker.refusal);
      const reading = await askRecord(deps, {});
      if (!reading.ok) return refusal(c, reading.refusal);
      const body = c.req.valid('json');
      const allowed = mayBeSaid(reading.value.known, body);
      if (!allowed.ok) return refusal(c, allowed.refusal);
      const { reporter, subjectHash } = speaker.value;
      const bucket = subjectHash === null ? null : bucketOf(deps, subjectHash, body);
      await addRemark(deps.db, { ...body, id: newId(), remarkedAt: now, reporter, bucket });
      return answer(c, { ...body, remarkedAt: now, verified: reporter !== null }, 201);
    })
    .openapi(queueRoute, async (c) => {
      const writer = await writerFor(deps, c, 'decision', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      return answer(c, { groups: await readQueue(deps) });
    });

const readQueue = async ({ db, now }: Deps) => {
  const at = now();
  const asked = { from: at, at, knownAt: at };
  const remarks = await readVerifiedRemarks(db, asked, AGREEING_PRACTICES);
  return (await listRemarks(db)).map((group) => ({
    ...group,
    isAgreed: group.says === 'served' && readOnCard(remarks, group, asked)?.platform === group.platform,
  }));
};

/**
 * One of 64, the same for a practice whenever it speaks of that mutuelle, and for one practice in 64: enough to count it
 * once a year, too little to find it, whoever holds the list of professionals and the machine's secret.
 */
const bucketOf = ({ secrets }: Deps, subjectHash: string, { mutuelle, profession }: RemarkBody): number =>
  (Buffer.from(secrets.keyed('remark', [subjectHash, mutuelle, profession].join(' ')), 'base64url')[0] ?? 0) %
  BUCKETS;

const BUCKETS = 64;

const ON_CARDS = ['operator', 'network'];

const mayBeSaid = ({ directory, day }: Known, remark: RemarkBody): Result<null, Refusal> => {
  const unknown = unknownMutuelle(directory, remark.mutuelle) ?? unknownPlatform(directory, remark.platform);
  if (unknown) return refuse(unknown);
  if (!ON_CARDS.includes(directory.platforms.get(remark.platform)?.kind ?? '')) return refuse(NOT_ON_CARDS);
  const news = isNews(directory.conventionsOf.get(remark.mutuelle) ?? [], remark, day);
  if (news.ok) return accept(null);
  return refuse({ kind: 'not-acceptable', pointer: '/says', detail: SAID[news.refusal], cure: NO_NEWS });
};
