import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import { type Db, newId } from '#db/database';
import { addSource, changeSource, listSources, lockSource } from '#db/sources';
import { importOutcome } from '#server/contract/directory-edits';
import { askedId } from '#server/contract/ids';
import { sourceBody, sourceDecisionBody, sourceDone, sourceList } from '#server/contract/sources';
import { readSourceFile } from '#server/dataset/source-file';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { writerFor } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changesRecord, creates, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownAmong } from '../kit/suggestions';
import { bring, refusedFile, tryOut } from './imports';
import { type Written, write } from './write';

const params = z.object({ id: askedId });

const listRoute = createRoute({
  method: 'get',
  path: '/sources',
  summary: 'Les adresses lues chaque jour, et lesquelles disent du nouveau',
  responses: repliesToKnown(sourceList, 'Les adresses, par ordre alphabétique'),
});

const addRoute = createRoute({
  method: 'post',
  path: '/sources',
  summary: 'Faire lire une adresse chaque jour : une liste de conventions, ou un jeu de données',
  request: { body: bodyOf(sourceBody) },
  responses: creates(sourceDone, 'L’adresse, lue dans la minute'),
});

const removeRoute = createRoute({
  method: 'post',
  path: '/sources/{id}/removal',
  summary: 'Ne plus lire une adresse',
  request: { params },
  responses: changesRecord(sourceDone, 'L’adresse retirée'),
});

const waitingRoute = createRoute({
  method: 'get',
  path: '/sources/{id}/waiting',
  summary: 'Ce que le contenu qui attend changerait, maintenant',
  request: { params },
  responses: repliesToKnown(importOutcome, 'Ce qu’il ajouterait, changerait et clorait'),
});

const decideRoute = createRoute({
  method: 'post',
  path: '/sources/{id}/decision',
  summary: 'Charger ce qui attend, ou le mettre de côté jusqu’à ce que l’adresse dise autre chose',
  request: { params, body: bodyOf(sourceDecisionBody) },
  responses: changesRecord(sourceDone, 'Chargé, ou mis de côté'),
});

type Source = Awaited<ReturnType<typeof listSources>>[number];

const recordOf = (source: Source) => {
  const { id, url, isReplacing, addedAt, readAt, failure, waitingDigest, waitingSince } = source;
  return {
    id,
    url,
    isReplacing,
    addedAt,
    readAt,
    failure,
    waiting: waitingDigest && waitingSince ? { digest: waitingDigest, since: waitingSince } : null,
  };
};

const NOTHING_WAITS: Refusal = {
  kind: 'conflict',
  detail: 'Rien n’attend de cette adresse, ou elle dit autre chose depuis votre lecture.',
  cure: 'Relisez la page, et décidez de ce qui attend.',
};

const ALREADY: Refusal = {
  kind: 'conflict',
  detail: 'Cette adresse est déjà lue chaque jour.',
  cure: 'Retirez-la d’abord si elle doit être lue autrement.',
};

const sourceOf = async (trx: Db, id: string): Promise<Result<Source, Refusal>> => {
  const found = await lockSource(trx, id);
  return found ? accept(found) : refuse(unknownAmong('source', id, await listSources(trx), ({ url }) => url));
};

/** What waits, as it would be loaded now. */
const bringWaiting = async (trx: Db, { waiting, isReplacing }: Source) => {
  if (waiting === null) return refuse(NOTHING_WAITS);
  const read = readSourceFile(waiting, isReplacing);
  return read.ok ? bring(trx, read.value, isReplacing) : refuse(refusedFile(read.refusal));
};

const decide = async (
  trx: Db,
  source: Source,
  { accepted, digest }: z.infer<typeof sourceDecisionBody>,
): Promise<Result<Written, Refusal>> => {
  const { id, url } = source;
  if (source.waitingDigest !== digest) return refuse(NOTHING_WAITS);
  const loaded = accepted ? await bringWaiting(trx, source) : accept({ entries: [] });
  if (!loaded.ok) return loaded;
  await changeSource(trx, id, {
    waiting: null,
    waitingDigest: null,
    waitingSince: null,
    ...(accepted ? {} : { putAsideDigest: digest }),
  });
  const action = accepted ? 'source-loaded' : 'source-put-aside';
  const entry = entryOf(action, 'directory_source', id, { url, digest });
  return accept({ status: 200, body: { id }, entries: [...loaded.value.entries, entry] });
};

/** The addresses that the desk has read each day: what they say is loaded by the desk, never by itself. */
export const sources = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const writer = await writerFor(deps, c, 'import', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const listed = (await listSources(deps.db)).map(recordOf);
      return c.json({ sources: listed }, 200, { 'Cache-Control': 'no-store' }) as never;
    })
    .openapi(addRoute, (c) =>
      write(c, deps, 'import', async ({ trx, writer, now }) => {
        const { url, isReplacing } = c.req.valid('json');
        if ((await listSources(trx)).some((source) => source.url === url)) return refuse(ALREADY);
        const id = newId();
        await addSource(trx, { id, url, isReplacing, addedAt: now, addedBy: writer.person.account });
        const entry = entryOf('source', 'directory_source', id, { url, isReplacing });
        return accept({ status: 201, body: { id }, entries: [entry] });
      }),
    )
    .openapi(removeRoute, (c) =>
      write(c, deps, 'import', async ({ trx, writer, now }) => {
        const { id } = c.req.valid('param');
        const found = await sourceOf(trx, id);
        if (!found.ok) return found;
        await changeSource(trx, id, {
          removedAt: now,
          removedBy: writer.person.account,
          waiting: null,
          waitingDigest: null,
          waitingSince: null,
        });
        const entry = entryOf('source-removed', 'directory_source', id, { url: found.value.url });
        return accept({ status: 200, body: { id }, entries: [entry] });
      }),
    )
    .openapi(waitingRoute, async (c) => {
      const writer = await writerFor(deps, c, 'import', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const tried = await tryOut(deps.db, async (trx) => {
        const found = await sourceOf(trx, c.req.valid('param').id);
        return found.ok ? bringWaiting(trx, found.value) : found;
      });
      if (!tried.ok) return refusal(c, tried.refusal);
      return c.json(tried.value, 200, { 'Cache-Control': 'no-store' }) as never;
    })
    .openapi(decideRoute, (c) =>
      write(c, deps, 'import', async ({ trx }) => {
        const found = await sourceOf(trx, c.req.valid('param').id);
        return found.ok ? decide(trx, found.value, c.req.valid('json')) : found;
      }),
    );
