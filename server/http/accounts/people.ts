import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { closeAccount, listAccounts, lockAccount } from '#db/accounts';
import { listOrganisations } from '#db/organisations';
import { listRenewals } from '#db/password-renewals';
import { listProposals } from '#db/proposals';
import { disablingBody, done, personList } from '#server/contract/accounts';
import { organisationList, proposalList } from '#server/contract/directory-edits';
import { strongTag } from '#server/contract/entity-tag';
import { askedId } from '#server/contract/ids';
import { accept, refuse } from '#server/domain/result';
import { createDoors } from '../create-doors';
import type { Deps } from '../deps';
import { personOf, readerOf, writerFor } from '../guard';
import { refusal } from '../problems';
import { repliesToKnown } from '../replies';
import { versionOf } from '../versions';
import { bodyOf, changes } from '../writing/replies';
import { allowed } from '../writing/speaker';
import { act, answer, answered } from './act';

const peopleRoute = createRoute({
  method: 'get',
  path: '/accounts',
  summary: 'Les comptes de son organisation ; du bureau, tous',
  responses: repliesToKnown(personList, 'Les comptes, par nom'),
});
const disableRoute = createRoute({
  method: 'post',
  path: '/accounts/{id}/disabling',
  summary: 'Fermer un compte, ses sessions et ses clés, tout de suite',
  request: { params: z.object({ id: askedId }), body: bodyOf(disablingBody) },
  responses: changes(done, 'Fermé'),
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
  createDoors()
    .openapi(peopleRoute, async (c) => {
      const writer = await personOf(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      const { organisation, person, role, session } = writer.value;
      const own = organisation.kind === 'desk' ? null : organisation.id;
      // A key may be in many hands, and an author answers for nobody: names are enough.
      const isManager = role !== 'author' && session !== null;
      const accounts = await listAccounts(deps.db, own);
      const renewing = new Set((await listRenewals(deps.db, own)).map(({ account }) => account));
      return answer(c, {
        accounts: accounts.map(({ invitedBy: _, email, ...told }) => ({
          ...told,
          email: isManager || (session && told.id === person.account) ? email : null,
          mustRenew: isManager ? renewing.has(told.id) : null,
        })),
      });
    })
    .openapi(disableRoute, async (c) => {
      const writer = await writerFor(deps, c, 'invitation', { isFresh: true });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { id } = c.req.valid('param');
      const { reason } = c.req.valid('json');
      const disabled = await act(deps, async (trx, now) => {
        const account = await lockAccount(trx, id);
        if (!account)
          return refuse({ kind: 'unknown-id', pointer: '/param/id', detail: 'Compte inconnu.', near: [] });
        const scope = allowed(writer.value, 'invitation', { of: account.organisation });
        if (!scope.ok) return scope;
        if (id === writer.value.person.account) {
          const cure = 'Demandez-le à une autre personne : il en faut une qui reste.';
          return refuse({ kind: 'conflict', detail: 'On ne ferme pas son propre compte.', cure });
        }
        await closeAccount(trx, id, now);
        const deed = { action: 'account-disabled', noun: 'account', id, before: null, after: { reason } };
        const { organisation } = account;
        const security = [{ event: 'account-closed' as const, account: { id, organisation } }];
        return accept({ value: { done: true as const }, actor: writer.value.actor, deeds: [deed], security });
      });
      return answered(c, disabled);
    })
    .openapi(organisationsRoute, async (c) => {
      const writer = await readerOf(deps, c);
      if (!writer.ok) return refusal(c, writer.refusal);
      const organisations = await listOrganisations(deps.db);
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
        proposals: proposals.map(({ account, decidedBy: _, ...told }) => ({
          ...told,
          author: names.get(account) ?? names.get(told.organisation) ?? told.organisation,
        })),
      });
    });
