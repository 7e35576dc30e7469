import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { changeAccount, countRecoveryCodes } from '#db/accounts';
import { listPasskeys, removePasskey } from '#db/factors';
import { renewRecoveryCodes } from '#server/accounts/codes';
import { askToRegister, partyOf, register } from '#server/accounts/passkeys';
import { authenticatorQuestion, done, recoveryCodes, registerPasskeyBody } from '#server/contract/accounts';
import { refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { originOf } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownPrivate } from '../kit/suggestions';
import { changed, opened, ownAccount } from './own-account';
import { answer, answered, runAudited } from './run-audited';

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

export const passkeys = (deps: Deps) =>
  createRouter()
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
      return opened(deps, c, own.value, added);
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
