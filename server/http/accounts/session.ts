import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { readAccount } from '#db/accounts';
import { changeSession, endSessions, type Session } from '#db/sessions';
import { takeCode } from '#server/accounts/codes';
import { askToSign, partyOf, signedBy } from '#server/accounts/passkeys';
import {
  openSessions,
  passwordUntil,
  sessionEnd,
  sessionId,
  steppedUpUntil,
  stepUp,
} from '#server/accounts/sessions';
import type { Identity } from '#server/accounts/writer';
import { authenticatorQuestion, done, sessionRecord, stepUpBody } from '#server/contract/accounts';
import { askedId } from '#server/contract/ids';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { identityOf, isOwnPage, originOf } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes, replies } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';
import { takeSession } from './cookies';
import { ownSession } from './own-account';
import { answer, answered, runAudited, tellSecurity } from './run-audited';
import { hasFactor, RENEWING } from './sign-in';

const readRoute = createRoute({
  method: 'get',
  path: '/session',
  summary: 'Qui l’on est',
  responses: replies(sessionRecord, 'La session, ou son absence'),
});
const endRoute = createRoute({
  method: 'delete',
  path: '/session',
  summary: 'Se déconnecter',
  responses: changes(done, 'Déconnecté'),
});
const endAllRoute = createRoute({
  method: 'delete',
  path: '/sessions',
  summary: 'Fermer toutes ses sessions',
  responses: changes(done, 'Toutes fermées'),
});
const endOneRoute = createRoute({
  method: 'delete',
  path: '/sessions/{id}',
  summary: 'Fermer une de ses sessions',
  request: { params: z.object({ id: askedId }) },
  responses: changes(done, 'Fermée'),
});
const questionRoute = createRoute({
  method: 'post',
  path: '/session/step-up/question',
  summary: 'Ce que sa clé d’accès doit signer pour publier',
  responses: changes(authenticatorQuestion, 'La question'),
});
const stepUpRoute = createRoute({
  method: 'post',
  path: '/session/step-up',
  summary: 'Remontrer un facteur : ouvre la publication pour cinq minutes',
  request: { body: bodyOf(stepUpBody) },
  responses: changes(done, 'Publier est ouvert'),
});

export const session = (deps: Deps) =>
  createRouter()
    .openapi(readRoute, async (c) => answer(c, await sessionBody(deps, await identityOf(deps, c))))
    .openapi(endRoute, async (c) => {
      const ending = await endingSession(deps, c);
      if (!ending.ok) return refusal(c, ending.refusal);
      await changeSession(deps.db, ending.value.tokenHash, { endedAt: deps.now() });
      takeSession(deps, c);
      return answer(c, { done: true });
    })
    .openapi(endAllRoute, async (c) => {
      const own = await ownSession(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { session, actor } = own.value;
      const ended = await runAudited(deps, async (trx, now) => {
        await endSessions(trx, session.account, now);
        const entry = { action: 'sign-out-everywhere', noun: 'account', id: session.account };
        return accept({
          value: { done: true },
          actor,
          entries: [{ ...entry, before: null, after: null }],
          security: [{ event: 'sessions-ended' as const }],
        });
      });
      takeSession(deps, c);
      return answered(c, ended);
    })
    .openapi(questionRoute, async (c) => {
      const own = await ownSession(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const party = partyOf(originOf(deps, c));
      return answer(c, await askToSign(deps.db, party, own.value.session.account, deps.now()));
    })
    .openapi(stepUpRoute, async (c) => {
      const own = await ownSession(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { session } = own.value;
      const shown = c.req.valid('json');
      const what = 'code' in shown ? 'code' : 'passkey';
      const retryAfter = await deps.attempts.own(what, session.tokenHash);
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      if (!(await showsFactor(deps, c, session.account, shown))) {
        const owner = { id: session.account, organisation: own.value.organisation.id };
        await tellSecurity(deps, c, 'wrong-code', owner);
        return refusal(c, NOT_SHOWN);
      }
      await deps.attempts.forgiveOwn(what, session.tokenHash);
      await stepUp(deps.db, session, deps.now());
      return answer(c, { done: true });
    })
    .openapi(endOneRoute, async (c) => {
      const own = await ownSession(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { session, actor } = own.value;
      const { id } = c.req.valid('param');
      const ended = await runAudited(deps, async (trx, now) => {
        const open = await openSessions(trx, session.account, now);
        const found = open.find((each) => sessionId(each) === id);
        if (!found) return refuse(UNKNOWN_SESSION);
        await changeSession(trx, found.tokenHash, { endedAt: now });
        const entry = { action: 'session-ended', noun: 'account', id: session.account };
        return accept({
          value: { done: true, isThis: found.tokenHash === session.tokenHash },
          actor,
          entries: [{ ...entry, before: null, after: null }],
          security: [{ event: 'session-ended' as const }],
        });
      });
      if (!ended.ok) return refusal(c, ended.refusal);
      if (ended.value.isThis) takeSession(deps, c);
      return answer(c, { done: true });
    });

const UNKNOWN_SESSION = unknownPrivate('Aucune de vos sessions ouvertes n’a cet identifiant.');

const NOT_SHOWN: Refusal = {
  kind: 'unauthenticated',
  detail: 'Ce code ou cette clé d’accès n’est pas le bon, ou a déjà servi.',
  cure: 'Attendez le code suivant, ou utilisez un code de secours.',
};

/** One that still waits for its second factor, or for a new password, may end too: it stands open on a browser that others may use. */
const endingSession = async (deps: Deps, c: Context): Promise<Result<Session, Refusal>> => {
  const identity = await identityOf(deps, c);
  const waiting =
    identity.kind === 'unproved'
      ? identity.session
      : identity.kind === 'renewing'
        ? identity.writer.session
        : null;
  if (waiting) return isOwnPage(deps, c) ? accept(waiting) : refuse({ kind: 'cross-site' });
  const own = await ownSession(deps, c);
  return own.ok ? accept(own.value.session) : own;
};

const showsFactor = async (
  deps: Deps,
  c: Context,
  account: string,
  shown: { code: string } | { response: unknown },
): Promise<boolean> => {
  const now = deps.now();
  if ('response' in shown) {
    const party = partyOf(originOf(deps, c));
    return (await signedBy(deps.db, party, account, shown.response as never, now)) === account;
  }
  const found = await readAccount(deps.db, account);
  return found !== undefined && takeCode(deps.db, deps.secrets, found, shown.code, now);
};

const NOBODY = {
  needs: null,
  endsAt: null,
  steppedUpUntil: null,
  passwordUntil: null,
  account: null,
  organisation: null,
};

const sessionBody = async (deps: Deps, identity: Identity) => {
  switch (identity.kind) {
    case 'nobody':
    case 'key-over':
      return { ...NOBODY, state: 'signed-out' };
    case 'over':
      return { ...NOBODY, state: 'over' };
    case 'unproved': {
      const account = await readAccount(deps.db, identity.account);
      const isReady = account !== undefined && (await hasFactor(deps.db, account));
      return { ...NOBODY, state: 'unproved', needs: isReady ? 'code' : 'enrolment' };
    }
    case 'renewing':
      return { ...NOBODY, ...RENEWING };
    case 'writer': {
      // A key is no session: it is not told whose it is.
      if (identity.writer.key !== null) return { ...NOBODY, state: 'signed-out' };
      const { person, email, name, role, organisation, session } = identity.writer;
      return {
        state: 'signed-in',
        needs: null,
        endsAt: session && sessionEnd(session, deps.now()),
        steppedUpUntil: session && steppedUpUntil(session),
        passwordUntil: session && passwordUntil(session),
        account: { id: person.account, email, name, role },
        organisation,
      };
    }
  }
};
