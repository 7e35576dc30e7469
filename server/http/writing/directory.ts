import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import { decideProposal, listProposals, lockProposal } from '#db/proposals';
import {
  changed,
  conventionBody,
  conventionEndBody,
  decisionBody,
  mutuelleBody,
  proposal as proposalSchema,
} from '#server/contract/directory-edits';
import { askedId } from '#server/contract/ids';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Action } from '#server/domain/speakers/scope';
import type { Deps } from '../deps';
import { checkVersion } from '../kit/etag';
import type { Refusal } from '../kit/problems';
import { asksTwoOnRecord, bodyOf, changesRecord, ofVersion } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownAmong, unknownId } from '../kit/suggestions';
import { sourceCheck } from './citations';
import { applyChange, type Change, lockMutuelle, propose, sameKey } from './directory-change';
import { allowed } from './speaker';
import { type Writing, type Written, write } from './write';

const params = z.object({ id: askedId });

const mutuelleRoute = createRoute({
  method: 'put',
  path: '/mutuelles/{id}',
  summary: 'Changer le nom, les alias ou les numéros d’une mutuelle',
  request: { params, body: bodyOf(mutuelleBody) },
  responses: ofVersion(asksTwoOnRecord(changed, 'La mutuelle changée, ou la proposition faite au bureau')),
});

const conventionRoute = createRoute({
  method: 'post',
  path: '/conventions',
  summary: 'Ajouter une convention',
  request: { body: bodyOf(conventionBody) },
  responses: ofVersion(asksTwoOnRecord(changed, 'La convention ajoutée, ou la proposition faite au bureau')),
});

const endRoute = createRoute({
  method: 'post',
  path: '/conventions/end',
  summary: 'Mettre fin à une convention ; If-Match : la version de sa mutuelle',
  request: { body: bodyOf(conventionEndBody) },
  responses: ofVersion(asksTwoOnRecord(changed, 'La convention close, ou la proposition faite au bureau')),
});

const decideRoute = createRoute({
  method: 'post',
  path: '/proposals/{id}/decision',
  summary: 'Accepter ou refuser la proposition d’une mutuelle',
  request: { params, body: bodyOf(decisionBody) },
  responses: changesRecord(proposalSchema.omit({ author: true }), 'La proposition décidée'),
});

const ALREADY_DECIDED: Refusal = { kind: 'conflict', detail: 'Déjà décidée.', cure: 'Rien à faire.' };

export const directoryWriting = (deps: Deps) =>
  createRouter()
    .openapi(mutuelleRoute, (c) => {
      const { id } = c.req.valid('param');
      return writeChange(c, deps, { action: 'mutuelle', mutuelle: id, content: c.req.valid('json') });
    })
    .openapi(conventionRoute, (c) => {
      const content = c.req.valid('json');
      return writeChange(c, deps, { action: 'convention', mutuelle: content.mutuelle, content });
    })
    .openapi(endRoute, (c) => {
      const content = c.req.valid('json');
      return writeChange(c, deps, { action: 'convention-end', mutuelle: content.mutuelle, content });
    })
    .openapi(decideRoute, (c) =>
      write(c, deps, 'decision', async ({ trx, writer, now }) => {
        const { id } = c.req.valid('param');
        const { accepted, note } = c.req.valid('json');
        const found = await lockProposal(trx, id);
        if (!found)
          return refuse(
            unknownAmong('proposal', id, await listProposals(trx, null), ({ mutuelle }) => mutuelle),
          );
        if (found.decidedAt) return refuse(ALREADY_DECIDED);
        const applied = accepted ? await applyChange(trx, found as Change) : accept([]);
        if (!applied.ok) return applied;
        const decision = { decidedAt: now, decidedBy: writer.person.account, accepted, note };
        await decideProposal(trx, id, decision);
        const entry = entryOf('decision', 'proposal', id, decision);
        const { account: _, ...rest } = { ...found, ...decision };
        return accept({ status: 200, body: rest, entries: [...applied.value, entry] });
      }),
    );

type Held = NonNullable<Awaited<ReturnType<typeof lockMutuelle>>>;

/** Appending asks for no version; the rest changes what somebody has read, a convention of the same key too. */
const isAppend = (change: Change, { conventions }: Held): boolean =>
  change.action === 'convention' && !conventions.some((each) => sameKey(each, change.content));

const writeChange = (c: Context, deps: Deps, change: Change) =>
  write(
    c,
    deps,
    ({ kind }): Action => (kind === 'mutuelle' ? 'proposal' : change.action),
    (writing) => settle(c, writing, change),
  );

const settle = async (c: Context, writing: Writing, change: Change): Promise<Result<Written, Refusal>> => {
  const { trx, writer } = writing;
  const { mutuelle } = change;
  const isProposal = writer.organisation.kind === 'mutuelle';
  const scope = allowed(writer, isProposal ? 'proposal' : change.action, {
    mutuelles: [mutuelle],
    platforms: 'platform' in change.content ? [change.content.platform] : [],
  });
  if (!scope.ok) return scope;
  const source =
    change.action === 'convention'
      ? await sourceCheck(writing)(change.content.source.url, '/source/url')
      : scope;
  if (!source.ok) return source;
  const found = await lockMutuelle(trx, mutuelle);
  if (!found) return refuse(unknownId('mutuelle', mutuelle));
  const version = isAppend(change, found) ? accept(null) : checkVersion(c, found.version);
  if (!version.ok) return version;
  if (isProposal) {
    const { proposal, entries } = await propose(writing, change);
    return accept({ status: 202, body: { mutuelle, proposal }, entries });
  }
  const applied = await applyChange(trx, change);
  return applied.ok
    ? accept({ status: 200, body: { mutuelle, proposal: null }, entries: applied.value })
    : applied;
};
