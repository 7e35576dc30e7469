import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { type Account, changeAccount, countRecoveryCodes, readAccount } from '#db/accounts';
import type { Actor } from '#db/audit';
import { listPasskeys, removePasskey } from '#db/passkeys';
import { listSessions, type Session } from '#db/sessions';
import { newTotpSecret, renewRecoveryCodes, stepOf, totpAddress } from '#server/accounts/codes';
import { askToRegister, partyOf, register } from '#server/accounts/passkeys';
import {
  accountRecord,
  authenticatorQuestion,
  done,
  recoveryCodes,
  registerPasskeyBody,
  totpBody,
  totpOffer,
} from '#server/contract/accounts';
import { accept, type Result, refuse } from '#server/domain/result';
import { createDoors } from '../create-doors';
import type { Deps } from '../deps';
import { identityOf, isOwnPage, originOf, readerOf } from '../guard';
import { askingNetwork, cameFromOf } from '../kit/network';
import { type Refusal, refusal } from '../problems';
import { repliesToKnown } from '../replies';
import { bodyOf, changes } from '../writing/replies';
import { act, answer, answered } from './act';
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
  createDoors()
    .openapi(readRoute, async (c) => {
      const reading = await readerOf(deps, c);
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
          ...{ createdAt, lastSeenAt, cameFrom, agent },
          isThis: tokenHash === session?.tokenHash,
        })),
      });
    })
    .openapi(offerRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const secret = newTotpSecret();
      return answer(c, { secret, address: totpAddress(secret, own.value.account.email) });
    })
    .openapi(totpRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { secret, code } = c.req.valid('json');
      const { account, actor } = own.value;
      const retryAfter = await deps.attempts.code({ network: askingNetwork(deps, c), account: account.id });
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const step = stepOf(secret, code, deps.now());
      if (step === null) return refusal(c, WRONG_CODE);
      const kept = await act(deps, async (trx, now) => {
        const given = { totpSecret: deps.secrets.seal(secret), totpStep: String(step), changedAt: now };
        await changeAccount(trx, account.id, given);
        const codes = await renewRecoveryCodes(trx, deps.secrets, account.id);
        return accept({ value: { codes }, actor, deeds: [newFactorDeed('totp', account.id, now)] });
      });
      return settled(deps, c, own.value, kept);
    })
    .openapi(renewRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { account, actor } = own.value;
      const renewed = await act(deps, async (trx, now) => {
        const codes = await renewRecoveryCodes(trx, deps.secrets, account.id);
        await changeAccount(trx, account.id, { changedAt: now });
        return accept({ value: { codes }, actor, deeds: [newFactorDeed('recovery-codes', account.id, now)] });
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
      const { account, actor } = own.value;
      const { name, response } = c.req.valid('json');
      const party = partyOf(originOf(deps, c));
      const added = await act(deps, async (trx, now) => {
        const isKept = await register(trx, party, account, name, response as never, now);
        if (!isKept) return refuse(WRONG_PASSKEY);
        const isFirst = (await countRecoveryCodes(trx, account.id)) === 0;
        const codes = isFirst ? await renewRecoveryCodes(trx, deps.secrets, account.id) : [];
        await changeAccount(trx, account.id, { changedAt: now });
        return accept({ value: { codes }, actor, deeds: [newFactorDeed('passkey', account.id, now)] });
      });
      return settled(deps, c, own.value, added);
    })
    .openapi(removeRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { account, actor } = own.value;
      const removed = await act(deps, async (trx) => {
        const { id } = c.req.valid('param');
        const passkeys = await listPasskeys(trx, account.id);
        if (!passkeys.some((each) => each.id === id)) return refuse(UNKNOWN_PASSKEY);
        if (!account.totpSecret && passkeys.length === 1) return refuse(LAST_FACTOR);
        await removePasskey(trx, account.id, id);
        const deed = {
          action: 'passkey-removed',
          noun: 'account',
          id: account.id,
          before: null,
          after: null,
        };
        return accept({ value: { done: true as const }, actor, deeds: [deed] });
      });
      return answered(c, removed);
    });

/** Whoever has a new factor may be somebody else: of an outage that had begun by then it is nobody's second person. */
const newFactorDeed = (action: string, id: string, now: Date) => ({
  action,
  noun: 'account',
  id,
  before: null,
  after: { changedAt: now },
});

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
const UNKNOWN_PASSKEY: Refusal = {
  kind: 'unknown-id',
  pointer: '/param/id',
  detail: 'Aucune de vos clés d’accès n’a cet identifiant.',
  near: [],
};
const LAST_FACTOR: Refusal = {
  kind: 'conflict',
  detail: 'C’est votre dernier second facteur.',
  cure: 'Ajoutez-en un autre d’abord.',
};

type Own = { account: Account; actor: Actor; pending: Session | null };

/** Whose factors may change: one who has just shown one, or who has none yet and a right password. */
const ownAccount = async (deps: Deps, c: Context): Promise<Result<Own, Refusal>> => {
  if (!isOwnPage(deps, c)) return refuse({ kind: 'cross-site' });
  const identity = await identityOf(deps, c);
  if (identity.kind === 'unproved') {
    const account = await readAccount(deps.db, identity.account);
    if (!account || (await hasFactor(deps.db, account))) return refuse({ kind: 'second-factor-needed' });
    const { id, organisation } = account;
    const cameFrom = cameFromOf(askingNetwork(deps, c));
    const actor = { account: id, organisation, via: 'session' as const, key: null, cameFrom };
    return accept({ account, actor, pending: identity.session });
  }
  const reading = await readerOf(deps, c);
  if (!reading.ok) return reading;
  const { isSteppedUp, session, person, actor } = reading.value;
  if (!session) return refuse({ kind: 'session-over', detail: 'Une clé d’API n’est pas une session.' });
  if (!isSteppedUp) return refuse({ kind: 'step-up-needed' });
  const account = await readAccount(deps.db, person.account);
  if (!account) throw new Error('un compte connecté n’est pas au registre');
  return accept({ account, actor, pending: null });
};

/** A first factor opens the account at once: it has just been shown. */
const settled = async (
  deps: Deps,
  c: Context,
  { account, pending }: Own,
  outcome: Result<{ codes: string[] }, Refusal>,
) => {
  if (!outcome.ok) return refusal(c, outcome.refusal);
  if (pending) await enter(deps, c, account, pending, 'enrolment');
  return answer(c, outcome.value);
};
