import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type Account, findAccount, readAccount, readRenewal } from '#db/accounts';
import { entryOf } from '#db/audit';
import type { Db } from '#db/database';
import { listPasskeys } from '#db/factors';
import { changeSession, type Session } from '#db/sessions';
import { tryCode } from '#server/accounts/codes';
import { askToSign, partyOf, signedBy } from '#server/accounts/passkeys';
import { isPassword, pretendToCompute } from '#server/accounts/passwords';
import { openSession } from '#server/accounts/sessions';
import {
  authenticatorQuestion,
  codeBody,
  passkeyBody,
  sessionRecord,
  signInBody,
} from '#server/contract/accounts';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { mayAct } from '#server/domain/speakers/restrictions';
import type { Deps } from '../deps';
import { askedBy, identityOf, isOwnPage, originOf } from '../kit/guard';
import { askingNetwork, cameFromOf } from '../kit/network';
import { type Documented, type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes } from '../kit/replies';
import { createRouter } from '../kit/router';
import { deviceOf, giveDevice, giveSession } from './cookies';
import { answer, runAudited, tellSecurity } from './run-audited';

const passwordRoute = createRoute({
  method: 'post',
  path: '/session',
  security: [],
  summary: 'Se connecter par mot de passe ; le second facteur reste à montrer',
  request: { body: bodyOf(signInBody) },
  responses: changes(sessionRecord.pick({ state: true, needs: true }), 'Le mot de passe est juste'),
});
const codeRoute = createRoute({
  method: 'post',
  path: '/session/second-factor',
  security: [],
  summary: 'Montrer le second facteur : code d’application ou code de secours',
  request: { body: bodyOf(codeBody) },
  responses: changes(sessionRecord.pick({ state: true, needs: true }), 'Connecté'),
});
const questionRoute = createRoute({
  method: 'post',
  path: '/session/passkey/question',
  security: [],
  summary: 'Ce qu’une clé d’accès doit signer pour se connecter',
  responses: changes(authenticatorQuestion, 'La question'),
});
const passkeyRoute = createRoute({
  method: 'post',
  path: '/session/passkey',
  security: [],
  summary: 'Se connecter par une clé d’accès',
  request: { body: bodyOf(passkeyBody) },
  responses: changes(sessionRecord.pick({ state: true, needs: true }), 'Connecté'),
});

/** The same words whoever it is, known or not. */
const WRONG: Refusal = {
  kind: 'unauthenticated',
  detail: 'Adresse ou mot de passe inexact.',
  cure: 'Vérifiez les deux ; après un oubli, le bureau peut vous renvoyer un lien.',
};
const WRONG_CODE: Refusal = {
  kind: 'unauthenticated',
  detail: 'Ce code n’est pas le bon, ou il a déjà servi.',
  cure: 'Attendez le code suivant, ou utilisez un code de secours.',
};
const WRONG_PASSKEY: Refusal = {
  kind: 'unauthenticated',
  detail: 'Cette clé d’accès n’ouvre aucun compte ici, ou la question a expiré.',
  cure: 'Recommencez, ou connectez-vous par mot de passe.',
};

export const signIn = (deps: Deps) =>
  createRouter()
    .openapi(passwordRoute, async (c) => {
      if (!isOwnPage(deps, c)) return refusal(c, { kind: 'cross-site' });
      const { email, password } = c.req.valid('json');
      const account = await findAccount(deps.db, email);
      const attempt = {
        email: email.trim().toLowerCase(),
        network: askingNetwork(deps, c),
        device: deviceOf(deps, c, account ?? null),
        mayBeRight: Boolean(account?.passwordHash && mayAct(account, deps.now())),
      };
      const owner = account ? { account: account.id, organisation: account.organisation } : null;
      if (owner) askedBy(c, owner);
      const turn = await deps.attempts.signIn(attempt);
      if (turn.kind === 'wait') return refusal(c, { kind: 'too-many', retryAfter: turn.retryAfter });
      const isRight = await (turn.kind === 'pretend'
        ? pretendToCompute()
        : isPassword(account?.passwordHash ?? null, password));
      if (!account || !isRight || !mayAct(account, deps.now())) {
        // Nobody waits for it: how long this takes must not tell whether the address has an account.
        void tellSecurity(deps, c, 'sign-in-failed', account ?? null);
        return refusal(c, WRONG);
      }
      await deps.attempts.forgive(attempt);
      giveSession(deps, c, await openSession(deps.db, account, origins(deps, c, false), deps.now()));
      return answer(c, {
        state: 'unproved',
        needs: (await hasFactor(deps.db, account)) ? 'code' : 'enrolment',
      });
    })
    .openapi(codeRoute, async (c) => {
      if (!isOwnPage(deps, c)) return refusal(c, { kind: 'cross-site' });
      const pending = await pendingOf(deps, c);
      if (!pending.ok) return refusal(c, pending.refusal);
      const { account, session } = pending.value;
      askedBy(c, { account: account.id, organisation: account.organisation });
      const device = deviceOf(deps, c, account);
      const from = { network: askingNetwork(deps, c), pending: session.tokenHash, device };
      const tried = await tryCode(deps, account, c.req.valid('json').code, from, deps.now());
      switch (tried.kind) {
        case 'right':
          return enter(deps, c, account, session, 'code');
        case 'wait':
          return refusal(c, { kind: 'too-many', retryAfter: tried.retryAfter });
        case 'locked':
          return refusal(c, { kind: 'codes-locked' });
        case 'wrong':
          await tellSecurity(deps, c, 'wrong-code', account);
          if (!tried.locks) return refusal(c, WRONG_CODE);
          await tellSecurity(deps, c, 'codes-locked', account);
          return refusal(c, { kind: 'codes-locked' });
      }
    })
    .openapi(questionRoute, async (c) => {
      if (!isOwnPage(deps, c)) return refusal(c, { kind: 'cross-site' });
      const retryAfter = await deps.attempts.passkey(askingNetwork(deps, c));
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      return answer(c, await askToSign(deps.db, partyOf(originOf(deps, c)), null, deps.now()));
    })
    .openapi(passkeyRoute, async (c) => {
      if (!isOwnPage(deps, c)) return refusal(c, { kind: 'cross-site' });
      const retryAfter = await deps.attempts.passkey(askingNetwork(deps, c));
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const response = c.req.valid('json').response as never;
      const id = await signedBy(deps.db, partyOf(originOf(deps, c)), null, response, deps.now());
      const account = id === null ? undefined : await readAccount(deps.db, id);
      if (!account || !mayAct(account, deps.now())) return refusal(c, WRONG_PASSKEY);
      return enter(deps, c, account, null, 'passkey');
    });

/** Its factor was right too; its password has to be changed. */
export const RENEWING = { state: 'unproved', needs: 'password' } as const;

const origins = (deps: Deps, c: Context, isProved: boolean) => ({
  cameFrom: cameFromOf(askingNetwork(deps, c)),
  agent: c.req.header('User-Agent') ?? '',
  isProved,
});

export const hasFactor = async (db: Db, { id, totpSecret }: Account): Promise<boolean> =>
  totpSecret !== null || (await listPasskeys(db, id)).length > 0;

const PASSWORD_FIRST: Refusal = { kind: 'session-over', detail: 'Commencez par votre mot de passe.' };

/** Somebody whose password was right, and nothing more. */
export const pendingOf = async (
  deps: Deps,
  c: Context,
): Promise<Result<{ account: Account; session: Session }, Refusal>> => {
  const identity = await identityOf(deps, c);
  const account = identity.kind === 'unproved' ? await readAccount(deps.db, identity.account) : undefined;
  if (identity.kind !== 'unproved' || !account) return refuse(PASSWORD_FIRST);
  return accept({ account, session: identity.session });
};

/** Opens the whole account: a new session takes the place of the one that waited for its second factor. */
export const enter = async (
  deps: Deps,
  c: Context,
  account: Account,
  pending: Session | null,
  by: 'code' | 'passkey' | 'enrolment',
): Promise<Documented> => {
  const entered = await runAudited(deps, async (trx, now) => {
    if (pending) await changeSession(trx, pending.tokenHash, { endedAt: now });
    const { cameFrom, agent } = origins(deps, c, true);
    const mustRenew = by !== 'passkey' && (await readRenewal(trx, account.id)) !== undefined;
    const token = await openSession(trx, account, { cameFrom, agent, isProved: true, mustRenew }, now);
    const { id, organisation } = account;
    const actor = { account: id, organisation, via: 'session' as const, key: null, cameFrom };
    const entry = entryOf('sign-in', 'account', id, { by, agent });
    const isNew = by !== 'enrolment' && deviceOf(deps, c, account) === null;
    const security = isNew ? [{ event: 'new-browser' as const, about: { by } }] : [];
    return accept({ value: { token, mustRenew }, actor, entries: [entry], security });
  });
  if (!entered.ok) return refusal(c, entered.refusal);
  const { token, mustRenew } = entered.value;
  giveSession(deps, c, token);
  giveDevice(deps, c, account);
  return answer(c, mustRenew ? RENEWING : { state: 'signed-in', needs: null });
};
