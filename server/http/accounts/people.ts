import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { listAccounts, listRenewals, lockAccount } from '#db/accounts';
import { listOrganisations } from '#db/organisations';
import { listProposals } from '#db/proposals';
import { inForce, restrict } from '#server/accounts/restrictions';
import { disablingBody, personList } from '#server/contract/accounts';
import { organisationList, proposalList } from '#server/contract/directory-edits';
import { strongTag } from '#server/contract/entity-tag';
import { askedId } from '#server/contract/ids';
import { restrictionRecord } from '#server/contract/restrictions';
import { accept, refuse } from '#server/domain/facts/result';
import { hasCome } from '#server/domain/speakers/restrictions';
import type { Deps } from '../deps';
import { versionOf } from '../kit/etag';
import { personOf, readerOf, writerFor } from '../kit/guard';
import { type Documented, type Refusal, refusal } from '../kit/problems';
import { asksTwo, bodyOf, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';
import { allowed } from '../writing/speaker';
import { noticeOf, restricted } from './restrictions';
import { answer, runAudited } from './run-audited';

const peopleRoute = createRoute({
  method: 'get',
  path: '/accounts',
  summary: 'Les comptes de son organisation ; du bureau, tous',
  responses: repliesToKnown(personList, 'Les comptes, par nom'),
});
const disableRoute = createRoute({
  method: 'post',
  path: '/accounts/{id}/disabling',
  summary:
    'Demander la fermeture d’un compte, de ses sessions et de ses clés : dans une heure, ou aussitôt à deux',
  request: { params: z.object({ id: askedId }), body: bodyOf(disablingBody) },
  responses: asksTwo(restrictionRecord, 'Fermé'),
});
const suspendRoute = createRoute({
  method: 'post',
  path: '/accounts/{id}/suspension',
  summary: 'Suspendre un compte, ses sessions et ses clés, tout de suite ; un responsable lève la suspension',
  request: { params: z.object({ id: askedId }), body: bodyOf(disablingBody) },
  responses: asksTwo(restrictionRecord, 'Suspendu'),
});
const organisationsRoute = createRoute({
  method: 'get',
  path: '/organisations',
  summary: 'Les organisations qui parlent, et leur périmètre',
  responses: repliesToKnown(organisationList, 'Les organisations, par nom'),
});
const proposalsRoute = createRoute({
  method: 'get',
  path: '/proposals',
  summary: 'Ce que des mutuelles proposent de changer d’elles-mêmes ; celles à décider d’abord',
  responses: repliesToKnown(proposalList, 'Les propositions'),
});

export const people = (deps: Deps) =>
  createRouter()
    .openapi(peopleRoute, async (c) => {
      const writer = await personOf(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      const { organisation, person, role, session } = writer.value;
      const own = organisation.kind === 'desk' ? null : organisation.id;
      // A key may be in many hands, and an author answers for nobody: names are enough.
      const isManager = role !== 'author' && session !== null;
      const accounts = await listAccounts(deps.db, own);
      const renewing = new Set((await listRenewals(deps.db, own)).map(({ account }) => account));
      const now = deps.now();
      return answer(c, {
        accounts: accounts.map(({ invitedBy: _, email, disabledAt, ...rest }) => ({
          ...rest,
          disabledAt: hasCome(disabledAt, now) ? disabledAt : null,
          email: isManager || (session && rest.id === person.account) ? email : null,
          mustRenew: isManager ? renewing.has(rest.id) : null,
        })),
      });
    })
    .openapi(disableRoute, async (c) => {
      const { id } = c.req.valid('param');
      return restrictAccount(deps, c, id, 'account-closing', c.req.valid('json'));
    })
    .openapi(suspendRoute, async (c) => {
      const { id } = c.req.valid('param');
      return restrictAccount(deps, c, id, 'account-suspension', c.req.valid('json'));
    })
    .openapi(organisationsRoute, async (c) => {
      const writer = await readerOf(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      const organisations = await inForce(deps.db, await listOrganisations(deps.db), deps.now());
      return answer(c, {
        organisations: organisations.map((each) => ({ ...each, etag: strongTag(versionOf(each)) })),
      });
    })
    .openapi(proposalsRoute, async (c) => {
      const writer = await readerOf(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      const { organisation } = writer.value;
      const own = organisation.kind === 'desk' ? null : organisation.id;
      // Of another organisation its name is told, not who proposes for it.
      const colleagues = await listAccounts(deps.db, organisation.id);
      const names = new Map(colleagues.map(({ id, name }) => [id, name]));
      const organisations = await listOrganisations(deps.db);
      for (const { id, name } of own === null ? organisations : []) names.set(id, name);
      const proposals = await listProposals(deps.db, own);
      return answer(c, {
        proposals: proposals.map(({ account, decidedBy: _, ...rest }) => ({
          ...rest,
          author: names.get(account) ?? names.get(rest.organisation) ?? rest.organisation,
        })),
      });
    });

/** Others of one's organisation; of the desk, anybody but oneself. */
const restrictAccount = async (
  deps: Deps,
  c: Context,
  id: string,
  action: 'account-closing' | 'account-suspension',
  { reason }: { reason: string | null },
): Promise<Documented> => {
  const writer = await writerFor(deps, c, 'invitation', { isFresh: true });
  if (!writer.ok) return refusal(c, writer.refusal);
  const asked = await runAudited(deps, async (trx, now) => {
    const account = await lockAccount(trx, id);
    if (!account) return refuse(UNKNOWN);
    const scope = allowed(writer.value, 'invitation', { of: account.organisation });
    if (!scope.ok) return scope;
    if (id === writer.value.person.account) return refuse(OWN_ACCOUNT);
    if (hasCome(account.disabledAt, now)) return refuse(CLOSED);
    if (action === 'account-suspension' && account.suspendedAt) return refuse(SUSPENDED);
    const { organisation } = account;
    const given = { action, target: id, organisation, reason };
    const done = await restrict(trx, writer.value.person.account, given, now);
    const { entries, ...value } = restricted(done, now);
    const security = entries.length === 0 ? [] : [await noticeOf(trx, done.restriction, 'restriction-asked')];
    return accept({ value, actor: writer.value.actor, entries, security });
  });
  return asked.ok ? answer(c, asked.value.body, asked.value.status) : refusal(c, asked.refusal);
};

const UNKNOWN = unknownPrivate('Compte inconnu.');
const OWN_ACCOUNT: Refusal = {
  kind: 'conflict',
  detail: 'On ne ferme ni ne suspend son propre compte.',
  cure: 'Demandez-le à une autre personne : il en faut une qui reste.',
};
const CLOSED: Refusal = {
  kind: 'conflict',
  detail: 'Ce compte est déjà fermé.',
  cure: 'Rien à faire ; « npm run admin -- reopen ADRESSE » le rouvre.',
};
const SUSPENDED: Refusal = {
  kind: 'conflict',
  detail: 'Ce compte est déjà suspendu.',
  cure: 'Un responsable ou le bureau lève la suspension depuis /espace/personnes.',
};
