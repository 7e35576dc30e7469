import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { addAccount, findAccount, NEW_ACCOUNT, readAccount, recoverAccount } from '#db/accounts';
import { entryOf } from '#db/audit';
import { type Db, newId } from '#db/database';
import {
  acceptInvitation,
  findInvitation,
  type Invitation,
  listInvitations,
  lockInvitation,
  readInvitation,
  revokeInvitation,
} from '#db/invitations';
import { addInvitationLetter } from '#db/letters';
import { readOrganisation } from '#db/organisations';
import { invitationAddress, invite, isOpen } from '#server/accounts/invitations';
import { hashPassword } from '#server/accounts/passwords';
import { dispossess } from '#server/accounts/restrictions';
import { digest } from '#server/accounts/secrets';
import { openSession } from '#server/accounts/sessions';
import {
  acceptanceBody,
  done,
  invitationBody,
  invitationList,
  invitationRead,
  invitationSent,
  sessionRecord,
  tokenBody,
} from '#server/contract/accounts';
import { askedId } from '#server/contract/ids';
import { accept, refuse } from '#server/domain/facts/result';
import { mayAct } from '#server/domain/speakers/restrictions';
import type { Deps } from '../deps';
import { isOwnPage, originOf, writerFor } from '../kit/guard';
import { hasMail } from '../kit/mail';
import { askingNetwork, cameFromOf } from '../kit/network';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes, makes, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId } from '../kit/suggestions';
import { allowed } from '../writing/speaker';
import { giveSession } from './cookies';
import { answer, answered, runAudited } from './run-audited';
import { weakPassword } from './weak-password';

const listRoute = createRoute({
  method: 'get',
  path: '/invitations',
  summary: 'Les invitations de son organisation ; du bureau, toutes',
  responses: repliesToKnown(invitationList, 'Les invitations, la plus récente d’abord'),
});
const inviteRoute = createRoute({
  method: 'post',
  path: '/invitations',
  summary: 'Inviter quelqu’un, par un lien qui sert une fois et vaut 72 h',
  request: { body: bodyOf(invitationBody) },
  responses: makes(invitationSent, 'Le lien, montré une fois, et s’il part aussi par courriel'),
});
const revokeRoute = createRoute({
  method: 'delete',
  path: '/invitations/{id}',
  summary: 'Reprendre une invitation',
  request: { params: z.object({ id: askedId }) },
  responses: changes(done, 'Reprise'),
});
const readRoute = createRoute({
  method: 'post',
  path: '/invitations/reading',
  security: [],
  summary: 'À quoi invite un lien ; le lire ne le consomme pas',
  request: { body: bodyOf(tokenBody) },
  responses: changes(invitationRead, 'L’invitation'),
});
const acceptRoute = createRoute({
  method: 'post',
  path: '/invitations/acceptance',
  security: [],
  summary: 'Accepter une invitation : nom et mot de passe ; le second facteur suit',
  request: { body: bodyOf(acceptanceBody) },
  responses: makes(sessionRecord.pick({ state: true, needs: true }), 'Le compte est ouvert'),
});

export const invitations = (deps: Deps) =>
  createRouter()
    .openapi(listRoute, async (c) => {
      const writer = await writerFor(deps, c, 'invitation', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { organisation } = writer.value;
      const own = organisation.kind === 'desk' ? null : organisation.id;
      return answer(c, { invitations: await listInvitations(deps.db, own) });
    })
    .openapi(inviteRoute, async (c) => {
      const allowedTo = await writerFor(deps, c, 'invitation', { isFresh: true });
      if (!allowedTo.ok) return refusal(c, allowedTo.refusal);
      const writer = allowedTo.value;
      const { email, role, organisation: asked } = c.req.valid('json');
      const organisation = asked ?? writer.organisation.id;
      const scope = allowed(writer, 'invitation', { of: organisation });
      if (!scope.ok) return refusal(c, scope.refusal);
      const made = await runAudited(deps, async (trx, now) => {
        const target = await readOrganisation(trx, organisation);
        if (!target) return refuse(unknownId('organisation', organisation));
        if (target.kind === 'press' || target.kind === 'authority') return refuse(SPOKEN_FOR);
        if ((role === 'desk') !== (target.kind === 'desk')) return refuse(DESK_ROLE);
        // Of others' people a manager is told nothing: the link is made, and opens nothing.
        const holder = await findAccount(trx, email);
        if (holder && allowed(writer, 'invitation', { of: holder.organisation }).ok)
          return refuse(HAS_ACCOUNT);
        const given = { organisation, email, role, invitedBy: writer.person.account };
        const { id, token, expiresAt } = await invite(trx, given, now);
        const isMailed = hasMail(deps);
        // Whoever has an account elsewhere is sent nothing that would open nothing.
        if (isMailed && !holder) await addInvitationLetter(trx, id, deps.secrets.seal(token), now);
        const entry = entryOf('invitation', 'invitation', id, given);
        const value = { id, address: invitationAddress(originOf(deps, c), token), expiresAt, isMailed };
        return accept({ value, actor: writer.actor, entries: [entry] });
      });
      return answered(c, made, 201);
    })
    .openapi(revokeRoute, async (c) => {
      const writer = await writerFor(deps, c, 'invitation', { isFresh: true });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { id } = c.req.valid('param');
      const revoked = await runAudited(deps, async (trx, now) => {
        const invitation = await readInvitation(trx, id);
        if (!invitation) return refuse(DEAD_LINK);
        const scope = allowed(writer.value, 'invitation', { of: invitation.organisation });
        if (!scope.ok) return scope;
        await revokeInvitation(trx, id, now);
        const entry = entryOf('invitation-revoked', 'invitation', id);
        return accept({ value: { done: true as const }, actor: writer.value.actor, entries: [entry] });
      });
      return answered(c, revoked);
    })
    .openapi(readRoute, async (c) => {
      if (!isOwnPage(deps, c)) return refusal(c, { kind: 'cross-site' });
      const retryAfter = await deps.attempts.link(askingNetwork(deps, c));
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const invitation = await findInvitation(deps.db, digest(c.req.valid('json').token));
      if (!invitation || !(await isStillOpen(deps.db, invitation, deps.now()))) return refusal(c, DEAD_LINK);
      const organisation = await readOrganisation(deps.db, invitation.organisation);
      const { email, role, expiresAt } = invitation;
      return answer(c, { email, role, expiresAt, organisation: organisation?.name ?? '' });
    })
    .openapi(acceptRoute, async (c) => {
      if (!isOwnPage(deps, c)) return refusal(c, { kind: 'cross-site' });
      const { token, name, password } = c.req.valid('json');
      const network = askingNetwork(deps, c);
      const retryAfter = await deps.attempts.link(network);
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const cameFrom = cameFromOf(network);
      // Looked up first: hashing is work that nobody without a link may ask for.
      const invited = await findInvitation(deps.db, digest(token));
      if (!invited || !isOpen(invited, deps.now())) return refusal(c, DEAD_LINK);
      const invitedTo = await readOrganisation(deps.db, invited.organisation);
      if (!invitedTo) throw new Error('une invitation sans son organisation');
      const owner = { email: invited.email, name, organisation: invitedTo };
      const weak = await weakPassword(deps.db, password, owner);
      if (weak) return refusal(c, weak);
      const passwordHash = await hashPassword(password);
      const opened = await runAudited(deps, async (trx, now) => {
        const invitation = await lockInvitation(trx, digest(token));
        if (!invitation || !(await isStillOpen(trx, invitation, now))) return refuse(DEAD_LINK);
        const { email, organisation, role, invitedBy } = invitation;
        const known = await findAccount(trx, email);
        // Only the command recovers an account: whoever may invite may not take over.
        if (known && (invitedBy !== null || !mayAct(known, now))) return refuse(DEAD_LINK);
        const letGo = known ? await dispossess(trx, known.id, now) : [];
        if (known) await recoverAccount(trx, known.id, { name, passwordHash }, now);
        const account = known ?? {
          id: newId(),
          organisation,
          email,
          name,
          role,
          passwordHash,
          invitedBy,
          createdAt: now,
          ...NEW_ACCOUNT,
        };
        if (!known) await addAccount(trx, account);
        await acceptInvitation(trx, invitation.id, now);
        const agent = c.req.header('User-Agent') ?? '';
        const session = await openSession(trx, account, { cameFrom, agent, isProved: false }, now);
        const { id } = account;
        const actor = { account: id, organisation, via: 'session' as const, key: null, cameFrom };
        const action = known ? 'account-recovered' : 'account';
        const after = known ? { name, changedAt: now } : { email, name, role, organisation, invitedBy };
        return accept({
          value: session,
          actor,
          entries: [...letGo, { action, noun: 'account', id, before: null, after }],
          security: [{ event: known ? ('account-recovered' as const) : ('account-opened' as const) }],
        });
      });
      if (!opened.ok) return refusal(c, opened.refusal);
      giveSession(deps, c, opened.value);
      return answer(c, { state: 'unproved', needs: 'enrolment' }, 201);
    });

/** Whoever is suspended or closed invites nobody any more. */
const isStillOpen = async (db: Db, invitation: Invitation, now: Date): Promise<boolean> => {
  if (!isOpen(invitation, now)) return false;
  if (invitation.invitedBy === null) return true;
  const inviter = await readAccount(db, invitation.invitedBy);
  return inviter !== undefined && mayAct(inviter, now);
};

const SPOKEN_FOR: Refusal = {
  kind: 'conflict',
  pointer: '/organisation',
  detail: 'La presse et les autorités n’ont pas de compte.',
  cure: 'Le bureau écrit ce qu’elles disent, avec la source.',
};
const DESK_ROLE: Refusal = {
  kind: 'conflict',
  pointer: '/role',
  detail: 'Le rôle « desk » est celui des comptes du bureau, et d’eux seuls.',
  cure: 'Choisissez « author » ou « manager » pour une autre organisation, « desk » pour le bureau.',
};
const HAS_ACCOUNT: Refusal = {
  kind: 'conflict',
  pointer: '/email',
  detail: 'Cette adresse a déjà un compte : une invitation ne lui servirait pas.',
  cure: 'Après une perte, « npm run admin -- recover ADRESSE » rend l’accès ; « reopen ADRESSE » rouvre un compte fermé.',
};
const DEAD_LINK: Refusal = {
  kind: 'no-such-address',
  detail: 'Ce lien a déjà servi, a été repris, ou a plus de 72 heures.',
  cure: 'Demandez-en un nouveau.',
};
