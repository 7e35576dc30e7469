import { createRoute } from '@hono/zod-openapi';
import { changeAccount, countRecoveryCodes, readAccount } from '#db/accounts';
import { endOffer, keepOffer, listPasskeys, readOffer } from '#db/factors';
import { newTotpSecret, renewRecoveryCodes, stepOf, totpAddress } from '#server/accounts/codes';
import { same } from '#server/accounts/secrets';
import { openSessions, sessionId } from '#server/accounts/sessions';
import { accountRecord, recoveryCodes, totpBody, totpOffer } from '#server/contract/accounts';
import { MINUTE, shift } from '#server/domain/facts/intervals';
import { refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { personOf } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { changed, opened, ownAccount } from './own-account';
import { answer, answered, runAudited } from './run-audited';

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
export const factors = (deps: Deps) =>
  createRouter()
    .openapi(readRoute, async (c) => {
      const reading = await personOf(deps, c);
      if (!reading.ok) return refusal(c, reading.refusal);
      const { person, session } = reading.value;
      const account = await readAccount(deps.db, person.account);
      const passkeys = await listPasskeys(deps.db, person.account);
      const sessions = await openSessions(deps.db, person.account, deps.now());
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
      return opened(deps, c, own.value, kept);
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
    });
