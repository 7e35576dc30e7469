import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { newId } from '#db/database';
import { readPlatforms } from '#db/directory';
import { amendFact, appendFacts, readFacts } from '#db/facts';
import { lockNotice } from '#db/notices';
import { strongTag } from '#server/contract/entity-tag';
import { askedId } from '#server/contract/ids';
import { noticeBody, noticeRecord, withdrawalBody } from '#server/contract/notices';
import { MINUTE } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { brokenInstants } from '#server/domain/rules/statements';
import type { Deps } from '../deps';
import { checkVersion, versionOf } from '../kit/etag';
import type { Refusal } from '../kit/problems';
import { bodyOf, changesRecord, creates, ofVersion } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId } from '../kit/suggestions';
import { foreignLink, isCitable, linksIn, readCitable, sourceCheck } from '../writing/citations';
import { kept } from '../writing/rules';
import { allowed, speakerOf } from '../writing/speaker';
import { type Writing, write } from '../writing/write';

const params = z.object({ id: askedId });

const publishRoute = createRoute({
  method: 'post',
  path: '/notices',
  summary: 'Publier un avis à ses professions',
  request: { body: bodyOf(noticeBody) },
  responses: creates(noticeRecord, 'L’avis publié'),
});

const correctRoute = createRoute({
  method: 'post',
  path: '/notices/{id}/corrections',
  summary: 'Remplacer un avis ; l’ancien reste lisible, marqué comme corrigé',
  request: { params, body: bodyOf(noticeBody) },
  responses: ofVersion(creates(noticeRecord, 'L’avis qui corrige')),
});

const withdrawRoute = createRoute({
  method: 'post',
  path: '/notices/{id}/withdrawal',
  summary: 'Retirer un avis ; il reste lisible, marqué comme retiré',
  request: { params, body: { ...bodyOf(withdrawalBody), required: false } },
  responses: ofVersion(changesRecord(noticeRecord, 'L’avis retiré')),
});

export const noticeWriting = (deps: Deps) =>
  createRouter()
    .openapi(publishRoute, (c) =>
      write(c, deps, 'notice', async (writing) => {
        const notice = await prepared(writing, c.req.valid('json'), null);
        if (!notice.ok) return notice;
        const entries = await appendFacts(writing.trx, 'notices', 'notice', [notice.value]);
        return accept({ status: 201, body: notice.value, entries, ...placeOf(notice.value) });
      }),
    )
    .openapi(correctRoute, (c) =>
      write(c, deps, 'correction', async (writing) => {
        const { trx, writer, now } = writing;
        const { id } = c.req.valid('param');
        const before = await lockNotice(trx, id);
        if (!before) return refuse(unknownNotice(id));
        const platforms = together(before.platforms, c.req.valid('json').platforms);
        const scope = allowed(writer, 'correction', { of: before.by, platforms });
        if (!scope.ok) return scope;
        const version = checkVersion(c, before);
        if (!version.ok) return version;
        if (before.withdrawnAt) return refuse(WITHDRAWN);
        const notice = await prepared(writing, c.req.valid('json'), id);
        if (!notice.ok) return notice;
        const after = { ...before, withdrawnAt: now };
        const entries = [
          ...(await appendFacts(trx, 'notices', 'correction', [notice.value])),
          await amendFact(trx, 'notices', 'correction', before, after),
        ];
        return accept({ status: 201, body: notice.value, entries, ...placeOf(notice.value) });
      }),
    )
    .openapi(withdrawRoute, (c) =>
      write(c, deps, 'withdrawal', async ({ trx, writer, now }) => {
        const { id } = c.req.valid('param');
        const before = await lockNotice(trx, id);
        if (!before) return refuse(unknownNotice(id));
        const scope = allowed(writer, 'withdrawal', { of: before.by, platforms: before.platforms });
        if (!scope.ok) return scope;
        const version = checkVersion(c, before);
        if (!version.ok) return version;
        if (before.withdrawnAt) return refuse(WITHDRAWN);
        const withdrawalReason = c.req.valid('json')?.reason ?? null;
        const after = { ...before, withdrawnAt: now, withdrawalReason };
        const entry = await amendFact(trx, 'notices', 'withdrawal', before, after);
        return accept({ status: 200, body: after, entries: [entry], etag: strongTag(versionOf(after)) });
      }),
    );

const placeOf = (notice: { id: string }) => ({
  location: `/api/v1/notices/${notice.id}`,
  etag: strongTag(versionOf(notice)),
});

/** The platforms of a notice and of its correction; an empty list means all of them. */
const together = (before: readonly string[], after: readonly string[]): string[] =>
  before.length > 0 && after.length > 0 ? [...before, ...after] : [];

const unknownNotice = (id: string): Refusal => unknownId('notice', id, '/param/id');

const WITHDRAWN: Refusal = {
  kind: 'conflict',
  detail: 'Cet avis est déjà retiré ou corrigé.',
  cure: 'Publiez un nouvel avis, ou corrigez celui qui le remplace.',
};

/** A notice as it will stand on record, in scope and by the rules. */
const prepared = async (
  { trx, writer, now }: Writing,
  { by, publishedAt, ...body }: z.output<typeof noticeBody>,
  corrects: string | null,
) => {
  // A correction was allowed as one: what is left to see is whom its organisation may tell.
  const { professions, platforms } = body;
  const scope = allowed(corrects === null ? writer : { ...writer, key: null }, 'notice', {
    professions,
    platforms,
  });
  if (!scope.ok) return scope;
  const speaker = await speakerOf(trx, writer, { by, sourceUrl: body.sourceUrl });
  if (!speaker.ok) return speaker;
  if (publishedAt && Math.abs(+publishedAt - +now) > 5 * MINUTE) return refuse(NOT_NOW);
  const broken = [
    ...brokenInstants({ validUntil: body.validUntil }, now),
    ...(body.professions?.length === 0 ? [{ field: 'professions', rule: 'nobody-concerned' as const }] : []),
  ];
  const rules = kept(broken);
  if (!rules.ok) return rules;
  const places = await keptPlaces({ trx, writer, now }, body);
  if (!places.ok) return places;
  return accept({
    ...body,
    id: newId(),
    by: speaker.value.id,
    publishedAt: now,
    withdrawnAt: null,
    withdrawalReason: null,
    corrects,
  });
};

const NOT_NOW: Refusal = {
  kind: 'not-acceptable',
  pointer: '/publishedAt',
  detail: 'Un avis se publie maintenant, ni plus tôt ni plus tard.',
  cure: 'Retirez « publishedAt » : le serveur met l’instant.',
};

/** Platforms and mutuelles must be known, and addresses lead only where readers may safely go. */
const keptPlaces = async (
  { trx, writer }: Writing,
  {
    platforms,
    mutuelles,
    body,
    sourceUrl,
  }: { platforms: string[]; mutuelles: string[] | null; body: string; sourceUrl: string | null },
): Promise<Result<null, Refusal>> => {
  const known = await readPlatforms(trx);
  const stranger = platforms.find((id) => !known.some((platform) => platform.id === id));
  if (stranger !== undefined) return refuse(unknownId('platform', stranger, '/platforms'));
  const named = await readFacts(trx, 'mutuelles', mutuelles ?? []);
  const unknown = mutuelles?.find((id) => !named.has(id));
  if (unknown !== undefined) return refuse(unknownId('mutuelle', unknown, '/mutuelles'));
  const citable = await readCitable(trx);
  const foreign = linksIn(body).find((link) => !isCitable(link, citable));
  if (foreign !== undefined) return refuse(foreignLink('/body', foreign, citable));
  return sourceCheck({ trx, writer })(sourceUrl);
};
