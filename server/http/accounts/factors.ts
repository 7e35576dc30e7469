import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { type Account, changeAccount, countRecoveryCodes, readAccount } from '#db/accounts';
import type { Actor } from '#db/audit';
import type { Db } from '#db/database';
import { endOffer, keepOffer, listPasskeys, readOffer, removePasskey } from '#db/factors';
import { changeSession, endSessions, listSessions, type Session } from '#db/sessions';
import { newTotpSecret, renewRecoveryCodes, stepOf, totpAddress } from '#server/accounts/codes';
import { askToRegister, partyOf, register } from '#server/accounts/passkeys';
import { same } from '#server/accounts/secrets';
import { passwordUntil, sessionId } from '#server/accounts/sessions';
import {
  accountRecord,
  authenticatorQuestion,
  done,
  recoveryCodes,
  registerPasskeyBody,
  totpBody,
  totpOffer,
} from '#server/contract/accounts';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { SecurityEventKind } from '#server/domain/facts/vocabulary';
import type { Deps } from '../deps';
import { identityOf, isOwnPage, originOf, personOf } from '../kit/guard';
import { askingNetwork, cameFromOf } from '../kit/network';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';
import { ownSession } from './own-session';
import { type AuditedAct, answer, answered, runAudited } from './run-audited';
import { enter, hasFactor } from './sign-in';

const readRoute = createRoute({
  method: 'get',
  path: '/account',
  summary: 'Ses facteurs et ses sessions',
  responses: { ...repliesToKnown(accountRecord, 'Son compte') },
});
const offerRoute = createRoute({
  method: 'post',
  path: '/account/totp/offer',
  summary: 'Un secret à mettre dans une application de codes',
  responses: changes(totpOffer, 'Le secret, montré une fois'),
});
const totpRoute = createRoute({
  method: 'post',
  path: '/account/totp',
  summary: 'Prendre ce secret, prouvé par un code ; donne des codes de secours neufs',
  request: { body: bodyOf(totpBody) },
  responses: changes(recoveryCodes, 'Les codes de secours, montrés une fois'),
});
const renewRoute = createRoute({
  method: 'post',
  path: '/account/recovery-codes',
  summary: 'Des codes de secours neufs ; les anciens ne valent plus',
  responses: changes(recoveryCodes, 'Les codes, montrés une fois'),
});
const questionRoute = createRoute({
  method: 'post',
  path: '/account/passkeys/question',
  summary: 'Ce qu’une nouvelle clé d’accès doit signer',
  responses: changes(authenticatorQuestion, 'La question'),
});
const passkeyRoute = createRoute({
  method: 'post',
  path: '/account/passkeys',
  summary: 'Ajouter une clé d’accès',
  request: { body: bodyOf(registerPasskeyBody) },
  responses: changes(recoveryCodes, 'Ajoutée ; des codes de secours s’il n’y en avait pas'),
});
/** The id of a credential as WebAuthn gives it (at most 1,023 bytes), in base64url. */
const CREDENTIAL_ID = /^[\w-]{1,1364}$/;

const removeRoute = createRoute({
  method: 'delete',
  path: '/account/passkeys/{id}',
  summary: 'Retirer une clé d’accès',
  request: { params: z.object({ id: z.string().regex(CREDENTIAL_ID) }) },
  responses: changes(done, 'Retirée'),
});

export const factors = (deps: Deps) =>
  createRouter()
    .openapi(readRoute, async (c) => {
      const reading = await personOf(deps, c);
      if (!reading.ok) return refusal(c, reading.refusal);
      const { person, session } = reading.value;
      const account = await readAccount(deps.db, person.account);
      const passkeys = await listPasskeys(deps.db, person.account);
      const sessions = await listSessions(deps.db, person.account);
      return answer(c, {
        hasTotp: Boolean(account?.totpSecret),
        recoveryCodesLeft: await countRecoveryCodes(deps.db, person.account),
        passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
          id,
          name,
          createdAt,
          lastUsedAt,
        })),
        sessions: sessions.map(({ tokenHash, createdAt, lastSeenAt, cameFrom, agent }) => ({
          id: sessionId({ tokenHash }),
          createdAt,
          lastSeenAt,
          cameFrom,
          agent,
          isThis: tokenHash === session?.tokenHash,
        })),
      });
    })
    .openapi(offerRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { account } = own.value;
      const secret = newTotpSecret();
      const now = deps.now();
      const offer = { sealed: deps.secrets.seal(secret), expiresAt: shift(now, OFFER_LIFE) };
      await keepOffer(deps.db, { account: account.id, ...offer }, now);
      return answer(c, { secret, address: totpAddress(secret, account.email) });
    })
    .openapi(totpRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { secret, code } = c.req.valid('json');
      const { account, session } = own.value;
      const retryAfter = await deps.attempts.own('proof', session.tokenHash);
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const kept = await runAudited(deps, async (trx, now) => {
        const offer = await readOffer(trx, account.id, now);
        if (!offer || !same(deps.secrets.unseal(offer.sealed), secret)) return refuse(NOT_OFFERED);
        const step = stepOf(secret, code, now);
        if (step === null) return refuse(WRONG_CODE);
        await endOffer(trx, account.id);
        const given = { totpSecret: deps.secrets.seal(secret), totpStep: String(step), changedAt: now };
        await changeAccount(trx, account.id, given);
        const codes = await renewRecoveryCodes(trx, deps.secrets, account.id);
        return changed(trx, own.value, now, { codes }, 'totp');
      });
      return settled(deps, c, own.value, kept);
    })
    .openapi(renewRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { account } = own.value;
      const renewed = await runAudited(deps, async (trx, now) => {
        const codes = await renewRecoveryCodes(trx, deps.secrets, account.id);
        await changeAccount(trx, account.id, { changedAt: now });
        return changed(trx, own.value, now, { codes }, 'recovery-codes');
      });
      return answered(c, renewed);
    })
    .openapi(questionRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const party = partyOf(originOf(deps, c));
      return answer(c, await askToRegister(deps.db, party, own.value.account, deps.now()));
    })
    .openapi(passkeyRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { account } = own.value;
      const { name, response } = c.req.valid('json');
      const party = partyOf(originOf(deps, c));
      const added = await runAudited(deps, async (trx, now) => {
        const isKept = await register(trx, party, account, name, response as never, now);
        if (!isKept) return refuse(WRONG_PASSKEY);
        const isFirst = (await countRecoveryCodes(trx, account.id)) === 0;
        const codes = isFirst ? await renewRecoveryCodes(trx, deps.secrets, account.id) : [];
        await changeAccount(trx, account.id, { changedAt: now });
        return changed(trx, own.value, now, { codes }, 'passkey');
      });
      return settled(deps, c, own.value, added);
    })
    .openapi(removeRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { account } = own.value;
      const removed = await runAudited(deps, async (trx, now) => {
        const { id } = c.req.valid('param');
        const passkeys = await listPasskeys(trx, account.id);
        if (!passkeys.some((each) => each.id === id)) return refuse(UNKNOWN_PASSKEY);
        if (!account.totpSecret && passkeys.length === 1) return refuse(LAST_FACTOR);
        await removePasskey(trx, account.id, id);
        return changed(trx, own.value, now, { done: true as const }, 'passkey-removed');
      });
      return answered(c, removed);
    });

const EVENTS = {
  totp: 'factor-added',
  passkey: 'factor-added',
  'passkey-removed': 'factor-removed',
  'recovery-codes': 'recovery-codes',
  'provider-linked': 'factor-added',
  'provider-unlinked': 'factor-removed',
} as const satisfies Record<string, SecurityEventKind>;

/**
 * What every change of a factor takes with it: the account's other sessions, and the password typed for it, which
 * serves once. Whoever has a new factor may be somebody else: of an outage that had begun by then it is nobody's
 * second person.
 */
export const changed = async <T>(
  trx: Db,
  { account, actor, session, isFirst }: Own,
  now: Date,
  value: T,
  action: keyof typeof EVENTS,
): Promise<Result<AuditedAct<T>, Refusal>> => {
  await endSessions(trx, account.id, now, session.tokenHash);
  if (!isFirst) await changeSession(trx, session.tokenHash, { passwordAt: null });
  const isNewFactor = action !== 'passkey-removed' && action !== 'provider-unlinked';
  const after = isNewFactor ? { changedAt: now } : null;
  return accept({
    value,
    actor,
    entries: [{ action, noun: 'account', id: account.id, before: null, after }],
    security: [{ event: EVENTS[action], about: { factor: action } }],
  });
};

const OFFER_LIFE = 15 * MINUTE;

const NOT_OFFERED: Refusal = {
  kind: 'not-acceptable',
  pointer: '/secret',
  detail:
    'Ce secret n’est pas le dernier qui vous a été proposé, ou il l’a été depuis plus de quinze minutes.',
  cure: 'Demandez-en un nouveau, et mettez-le dans votre application.',
};
const WRONG_CODE: Refusal = {
  kind: 'not-acceptable',
  pointer: '/code',
  detail: 'Ce code n’est pas celui que donne ce secret.',
  cure: 'Vérifiez l’heure du téléphone, et donnez le code affiché.',
};
const WRONG_PASSKEY: Refusal = {
  kind: 'not-acceptable',
  pointer: '/response',
  detail: 'La clé d’accès n’a pas répondu à ce qui lui était demandé.',
  cure: 'Recommencez.',
};
const UNKNOWN_PASSKEY = unknownPrivate('Aucune de vos clés d’accès n’a cet identifiant.');
const LAST_FACTOR: Refusal = {
  kind: 'conflict',
  detail: 'C’est votre dernier second facteur.',
  cure: 'Ajoutez-en un autre d’abord.',
};

/** `isFirst`: it has none yet, and `session` is of a right password alone. */
type Own = { account: Account; actor: Actor; session: Session; isFirst: boolean };

/**
 * Whose factors may change: who has just shown one and given its password again, or who has none yet and a right
 * password. A session stolen just after its owner published has not got both.
 */
export const ownAccount = async (deps: Deps, c: Context): Promise<Result<Own, Refusal>> => {
  if (!isOwnPage(deps, c)) return refuse({ kind: 'cross-site' });
  const identity = await identityOf(deps, c);
  if (identity.kind === 'unproved') {
    const { session } = identity;
    const account = await readAccount(deps.db, identity.account);
    if (!account || (await hasFactor(deps.db, account))) return refuse({ kind: 'second-factor-needed' });
    const { id, organisation } = account;
    const cameFrom = cameFromOf(askingNetwork(deps, c));
    const actor = { account: id, organisation, via: 'session' as const, key: null, cameFrom };
    return accept({ account, actor, session, isFirst: true });
  }
  const own = await ownSession(deps, c, { isFresh: true });
  if (!own.ok) return own;
  const { session, person, actor } = own.value;
  if (+(passwordUntil(session) ?? 0) <= +deps.now()) return refuse({ kind: 'password-needed' });
  const account = await readAccount(deps.db, person.account);
  if (!account) throw new Error('un compte connecté n’est pas au registre');
  return accept({ account, actor, session, isFirst: false });
};

/** A first factor opens the account at once: it has just been shown. */
const settled = async (
  deps: Deps,
  c: Context,
  { account, session, isFirst }: Own,
  outcome: Result<{ codes: string[] }, Refusal>,
) => {
  if (!outcome.ok) return refusal(c, outcome.refusal);
  if (isFirst) await enter(deps, c, account, session, 'enrolment');
  return answer(c, outcome.value);
};
