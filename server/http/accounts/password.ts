import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { askRenewal, changeAccount, endRenewal, listAccounts, lockAccount, readAccount } from '#db/accounts';
import { listKeys, revokeKey } from '#db/keys';
import { readOrganisation } from '#db/organisations';
import { changeSession, endSessions } from '#db/sessions';
import { hashPassword, isPassword } from '#server/accounts/passwords';
import {
  done,
  passwordBody,
  passwordChanged,
  passwordCheckBody,
  renewalAsked,
  renewalBody,
} from '#server/contract/accounts';
import { askedId } from '#server/contract/ids';
import { accept, refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { writerFor } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId } from '../kit/suggestions';
import { allowed } from '../writing/speaker';
import { giveDevice } from './cookies';
import { ownSession, passwordSession } from './own-account';
import { answer, answered, runAudited, tellSecurity } from './run-audited';
import { weakPassword } from './weak-password';

const changeRoute = createRoute({
  method: 'post',
  path: '/session/password',
  summary: 'Changer son mot de passe : ferme ses autres sessions',
  request: { body: bodyOf(passwordBody) },
  responses: changes(passwordChanged, 'Changé ; les clés d’API encore en vigueur'),
});
const checkRoute = createRoute({
  method: 'post',
  path: '/session/password/check',
  summary: 'Redonner son mot de passe, pour changer de second facteur dans les cinq minutes',
  request: { body: bodyOf(passwordCheckBody) },
  responses: changes(done, 'C’est le bon'),
});
const renewalRoute = createRoute({
  method: 'post',
  path: '/organisations/{id}/password-renewal',
  summary:
    'Demander un nouveau mot de passe à tous les comptes d’une organisation, à leur prochaine connexion',
  request: { params: z.object({ id: askedId }), body: bodyOf(renewalBody) },
  responses: changes(renewalAsked, 'Demandé'),
});

const wrong = (pointer: string): Refusal => ({
  kind: 'not-acceptable',
  pointer,
  detail: 'Ce n’est pas votre mot de passe actuel.',
  cure: 'Vérifiez-le ; après un oubli, le bureau peut vous renvoyer un lien.',
});
const SAME: Refusal = {
  kind: 'not-acceptable',
  pointer: '/password',
  detail: 'C’est le mot de passe que vous avez déjà.',
  cure: 'Choisissez-en un autre.',
};
const CHANGED_MEANWHILE: Refusal = {
  kind: 'conflict',
  detail: 'Le mot de passe vient d’être changé ailleurs.',
  cure: 'Reconnectez-vous ; si ce n’est pas vous, prévenez un responsable ou le bureau.',
};

export const passwords = (deps: Deps) =>
  createRouter()
    .openapi(changeRoute, async (c) => {
      const own = await passwordSession(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { session, actor, name, organisation } = own.value;
      const retryAfter = await deps.attempts.own('password', session.tokenHash);
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const { current, password, keys } = c.req.valid('json');
      const account = await readAccount(deps.db, session.account);
      if (!account || !(await isPassword(account.passwordHash, current))) {
        await tellSecurity(deps, c, 'wrong-password', account ?? null);
        return refusal(c, wrong('/current'));
      }
      if (password === current) return refusal(c, SAME);
      const weak = await weakPassword(deps.db, password, { email: account.email, name, organisation });
      if (weak) return refusal(c, weak);
      const passwordHash = await hashPassword(password);
      const changed = await runAudited(deps, async (trx, now) => {
        const locked = await lockAccount(trx, account.id);
        if (locked?.passwordHash !== account.passwordHash) return refuse(CHANGED_MEANWHILE);
        await changeAccount(trx, account.id, { passwordHash, changedAt: now });
        await endRenewal(trx, account.id);
        await endSessions(trx, account.id, now, session.tokenHash);
        await changeSession(trx, session.tokenHash, { mustRenew: false });
        const inForce = (await listKeys(trx, account.organisation)).filter(
          (key) => key.account === account.id && key.revokedAt === null,
        );
        const revoked = keys === 'revoke' ? inForce : [];
        for (const { id } of revoked) await revokeKey(trx, id, now);
        const about = { noun: 'account', id: account.id, before: null };
        return accept({
          value: {
            done: true as const,
            keys: inForce.filter((key) => !revoked.includes(key)).map(keyRecord),
          },
          actor,
          entries: [
            { ...about, action: 'password', after: { changedAt: now } },
            ...revoked.map(({ id }) => ({
              action: 'key-revoked',
              noun: 'api_key',
              id,
              before: null,
              after: { revokedAt: now },
            })),
          ],
          security: [
            { event: 'password-changed' as const },
            ...revoked.map(({ id }) => ({ event: 'key-revoked' as const, about: { key: id } })),
          ],
        });
      });
      if (!changed.ok) return refusal(c, changed.refusal);
      await deps.attempts.forgetCodes(account.id);
      await deps.attempts.forgiveOwn('password', session.tokenHash);
      giveDevice(deps, c, { id: account.id, passwordHash });
      return answer(c, changed.value);
    })
    .openapi(checkRoute, async (c) => {
      const own = await ownSession(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { session } = own.value;
      const retryAfter = await deps.attempts.own('password', session.tokenHash);
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const account = await readAccount(deps.db, session.account);
      if (!account || !(await isPassword(account.passwordHash, c.req.valid('json').password))) {
        await tellSecurity(deps, c, 'wrong-password', account ?? null);
        return refusal(c, wrong('/password'));
      }
      await deps.attempts.forgiveOwn('password', session.tokenHash);
      await changeSession(deps.db, session.tokenHash, { passwordAt: deps.now() });
      return answer(c, { done: true });
    })
    .openapi(renewalRoute, async (c) => {
      const writer = await writerFor(deps, c, 'invitation', { isFresh: true });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { id } = c.req.valid('param');
      const { reason } = c.req.valid('json');
      const scope = allowed(writer.value, 'invitation', { of: id });
      if (!scope.ok) return refusal(c, scope.refusal);
      const asked = await runAudited(deps, async (trx, now) => {
        if (!(await readOrganisation(trx, id))) return refuse(unknownId('organisation', id));
        const open = (await listAccounts(trx, id)).filter(({ disabledAt }) => disabledAt === null);
        const askedBy = writer.value.person.account;
        for (const { id: account } of open)
          await askRenewal(trx, { account, reason: 'asked', askedAt: now, askedBy });
        return accept({
          value: { done: true as const, accounts: open.length },
          actor: writer.value.actor,
          entries: open.map((account) => ({
            action: 'password-renewal',
            noun: 'account',
            id: account.id,
            before: null,
            after: { reason },
          })),
          security: open.map(({ id: account, organisation }) => ({
            event: 'password-renewal' as const,
            account: { id: account, organisation },
          })),
        });
      });
      return answered(c, asked);
    });

type KeyRecord = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null };

const keyRecord = ({ id, name, createdAt, lastUsedAt }: KeyRecord): KeyRecord => ({
  id,
  name,
  createdAt,
  lastUsedAt,
});
