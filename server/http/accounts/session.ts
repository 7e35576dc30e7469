import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { readAccount } from '#db/accounts';
import { changeSession, endSessions, type Session } from '#db/sessions';
import { takeCode } from '#server/accounts/codes';
import { askToSign, partyOf, signedBy } from '#server/accounts/passkeys';
import { steppedUpUntil, stepUp } from '#server/accounts/sessions';
import type { Identity, Writer } from '#server/accounts/writer';
import { authenticatorQuestion, done, sessionRecord, stepUpBody } from '#server/contract/accounts';
import { accept, type Result, refuse } from '#server/domain/result';
import { createDoors } from '../create-doors';
import type { Deps } from '../deps';
import { identityOf, isOwnPage, originOf, readerOf } from '../guard';
import { askingNetwork } from '../kit/network';
import { type Refusal, refusal } from '../problems';
import { replies } from '../replies';
import { bodyOf, changes } from '../writing/replies';
import { act, answer, answered } from './act';
import { takeSession } from './cookies';
import { hasFactor } from './sign-in';

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
  createDoors()
    .openapi(readRoute, async (c) => answer(c, await told(deps, await identityOf(deps, c))))
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
      const ended = await act(deps, async (trx, now) => {
        await endSessions(trx, session.account, now);
        const deed = { action: 'sign-out-everywhere', noun: 'account', id: session.account };
        return accept({ value: { done: true }, actor, deeds: [{ ...deed, before: null, after: null }] });
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
      const retryAfter = await deps.attempts.code({
        network: askingNetwork(deps, c),
        account: session.account,
      });
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const isShown = await showsFactor(deps, c, session.account, c.req.valid('json'));
      if (!isShown) return refusal(c, NOT_SHOWN);
      await stepUp(deps.db, session, deps.now());
      return answer(c, { done: true });
    });

const NOT_SHOWN: Refusal = {
  kind: 'unauthenticated',
  detail: 'Ce code ou cette clé d’accès n’est pas le bon, ou a déjà servi.',
  cure: 'Attendez le code suivant, ou utilisez un code de secours.',
};

/** One that still waits for its second factor may end too: it stands open on a browser that others may use. */
const endingSession = async (deps: Deps, c: Context): Promise<Result<Session, Refusal>> => {
  const identity = await identityOf(deps, c);
  if (identity.kind === 'unproved')
    return isOwnPage(deps, c) ? accept(identity.session) : refuse({ kind: 'cross-site' });
  const own = await ownSession(deps, c);
  return own.ok ? accept(own.value.session) : own;
};

const ownSession = async (
  deps: Deps,
  c: Context,
): Promise<Result<Writer & { session: Session }, Refusal>> => {
  const reading = await readerOf(deps, c);
  if (!reading.ok) return reading;
  if (!isOwnPage(deps, c)) return refuse({ kind: 'cross-site' });
  const { session } = reading.value;
  return session
    ? accept({ ...reading.value, session })
    : refuse({ kind: 'session-over', detail: 'Une clé d’API n’est pas une session.' });
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

const NOBODY = { needs: null, steppedUpUntil: null, account: null, organisation: null };

const told = async (deps: Deps, identity: Identity) => {
  switch (identity.kind) {
    case 'nobody':
      return { ...NOBODY, state: 'signed-out' };
    case 'over':
      return { ...NOBODY, state: 'over' };
    case 'unproved': {
      const account = await readAccount(deps.db, identity.account);
      const isReady = account !== undefined && (await hasFactor(deps.db, account));
      return { ...NOBODY, state: 'unproved', needs: isReady ? 'code' : 'enrolment' };
    }
    case 'writer': {
      const { person, email, name, role, organisation, session } = identity.writer;
      return {
        state: 'signed-in',
        needs: null,
        steppedUpUntil: session && steppedUpUntil(session),
        account: { id: person.account, email, name, role },
        organisation,
      };
    }
  }
};
