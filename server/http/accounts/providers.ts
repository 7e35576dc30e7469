import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { readOrganisation } from '#db/organisations';
import { keepProvider, readProvider, removeProvider, type SignInProvider } from '#db/sign-in-providers';
import { createOpenIdSignIn, isInClear, type OpenIdSignIn } from '#server/accounts/openid-sign-in';
import { done } from '#server/contract/accounts';
import { askedId } from '#server/contract/ids';
import { providerBody, providerRecord, providerTrial } from '#server/contract/sign-in-providers';
import { accept, refuse } from '#server/domain/facts/result';
import { fetchOutside, OutboundError } from '#server/outbound/outbound';
import { type OutboundRefusal, REFUSAL_SAYS } from '#server/outbound/targets';
import type { Deps } from '../deps';
import { originOf, writerFor } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId, withNearNow } from '../kit/suggestions';
import { answer, answered, runAudited } from './run-audited';

const params = z.object({ id: askedId });
const readRoute = createRoute({
  method: 'get',
  path: '/organisations/{id}/provider',
  summary: 'Le fournisseur d’identité d’une organisation, pour le bureau',
  request: { params },
  responses: repliesToKnown(providerRecord, 'Sans son secret'),
});
const keepRoute = createRoute({
  method: 'put',
  path: '/organisations/{id}/provider',
  summary: 'Régler le fournisseur d’identité d’une organisation',
  request: { params, body: bodyOf(providerBody) },
  responses: changes(done, 'Réglé'),
});
const removeRoute = createRoute({
  method: 'delete',
  path: '/organisations/{id}/provider',
  summary: 'Ne plus passer par ce fournisseur ; les mots de passe restent',
  request: { params },
  responses: changes(done, 'Retiré'),
});
const trialRoute = createRoute({
  method: 'post',
  path: '/organisations/{id}/provider/trial',
  summary: 'Demander au fournisseur ce qu’il dit de lui-même, et dire ce qui ne va pas',
  request: { params },
  responses: changes(providerTrial, 'Ce qui a été trouvé'),
});
export const NO_PROVIDER: Refusal = {
  kind: 'no-such-address',
  detail: 'Cette organisation n’a pas de fournisseur d’identité ici.',
  cure: 'Connectez-vous par mot de passe.',
};
const IN_CLEAR: Refusal = {
  kind: 'not-acceptable',
  pointer: '/issuer',
  detail: 'Ce fournisseur serait interrogé en clair sur le réseau.',
  cure: 'Donnez son adresse en https.',
};
const NO_SECRET: Refusal = {
  kind: 'not-acceptable',
  pointer: '/clientSecret',
  detail: 'Aucun secret n’est gardé pour ce fournisseur.',
  cure: 'Donnez celui que le fournisseur vous a remis.',
};
const FOUND = {
  ok: true,
  detail: 'Le fournisseur répond, sous le nom donné. Le secret n’est essayé qu’à la première connexion.',
  cure: null,
};

const NOT_REACHED = {
  notCalled: (refusal: OutboundRefusal) => ({
    detail: `Le fournisseur n’est pas appelé : ${REFUSAL_SAYS[refusal]}.`,
    cure: 'Donnez une adresse publique.',
  }),
  otherName: {
    detail: 'Le fournisseur se nomme autrement que l’adresse donnée.',
    cure: 'Recopiez « issuer » de son document de découverte, à la lettre.',
  },
  otherProtocol: {
    detail: 'Cette adresse répond, mais pas comme un fournisseur OpenID Connect.',
    cure: 'Vérifiez l’adresse : son document est sous /.well-known/openid-configuration.',
  },
  silent: {
    detail: 'Le fournisseur n’a pas répondu.',
    cure: 'Vérifiez l’adresse et réessayez ; un certificat inconnu fait cela aussi.',
  },
};

const whyNot = (error: unknown): { detail: string; cure: string } => {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof OutboundError) return NOT_REACHED.notCalled(each.refusal);
    const code = 'code' in each ? String(each.code) : '';
    if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED') return NOT_REACHED.otherName;
    if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || code === 'OAUTH_INVALID_RESPONSE')
      return NOT_REACHED.otherProtocol;
  }
  return NOT_REACHED.silent;
};

/** Clients of the organisations' providers, each made once for as long as its settings stand. */
export const createProviderClients = (deps: Deps) => {
  const kept = new Map<string, { settings: string; client: OpenIdSignIn }>();
  const of = (c: Context, provider: SignInProvider): OpenIdSignIn => {
    const { organisation, issuer, clientId } = provider;
    const settings = JSON.stringify(provider);
    const known = kept.get(organisation);
    if (known?.settings === settings) return known.client;
    const client = createOpenIdSignIn({
      issuer,
      clientId,
      clientSecret: deps.secrets.unseal(provider.clientSecret),
      redirectUri: callbackOf(deps, c),
      isLoopbackAllowed: deps.outbound.isLoopbackAllowed,
      acrValues: null,
      fetch: (url, options) => fetchOutside(deps.outbound)(url, options),
    });
    kept.set(organisation, { settings, client });
    return client;
  };
  return { of, forget: (organisation: string) => kept.delete(organisation) };
};
export type ProviderClients = ReturnType<typeof createProviderClients>;

/** The identity provider of an organisation, which the desk sets and tries. */
export const providers = (deps: Deps, clients: ProviderClients) =>
  createRouter()
    .openapi(readRoute, async (c) => {
      const writer = await writerFor(deps, c, 'organisation', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { id } = c.req.valid('param');
      if (!(await readOrganisation(deps.db, id)))
        return refusal(c, await withNearNow(deps, unknownId('organisation', id, '/param/id')));
      const found = await readProvider(deps.db, id);
      const { name, issuer, clientId, changedAt } = found ?? {};
      const provider = found ? { name, issuer, clientId, changedAt } : null;
      return answer(c, { provider, redirectUri: callbackOf(deps, c) });
    })
    .openapi(keepRoute, async (c) => {
      const writer = await writerFor(deps, c, 'organisation', { isFresh: true });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { id } = c.req.valid('param');
      const { clientSecret, ...given } = c.req.valid('json');
      if (isInClear({ issuer: given.issuer, isLoopbackAllowed: deps.outbound.isLoopbackAllowed }))
        return refusal(c, IN_CLEAR);
      const settled = await runAudited(deps, async (trx, now) => {
        if (!(await readOrganisation(trx, id))) return refuse(unknownId('organisation', id, '/param/id'));
        const before = await readProvider(trx, id);
        // A secret goes to the provider it was given for, never to another address.
        const isSame = before?.issuer === given.issuer && before.clientId === given.clientId;
        const secret = clientSecret === undefined ? undefined : deps.secrets.seal(clientSecret);
        const kept = secret ?? (isSame ? before.clientSecret : undefined);
        if (kept === undefined) return refuse(NO_SECRET);
        const after = { organisation: id, ...given, changedAt: now };
        await keepProvider(trx, { ...after, clientSecret: kept });
        const shown = before ? { ...before, clientSecret: undefined } : null;
        const entry = { action: 'provider', noun: 'sign_in_provider', id, before: shown, after };
        return accept({ value: { done: true as const }, actor: writer.value.actor, entries: [entry] });
      });
      return answered(c, settled);
    })
    .openapi(removeRoute, async (c) => {
      const writer = await writerFor(deps, c, 'organisation', { isFresh: true });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { id } = c.req.valid('param');
      const removed = await runAudited(deps, async (trx) => {
        const before = await readProvider(trx, id);
        if (!before) return refuse(NO_PROVIDER);
        await removeProvider(trx, id);
        const shown = { ...before, clientSecret: undefined };
        const entry = {
          action: 'provider-removed',
          noun: 'sign_in_provider',
          id,
          before: shown,
          after: null,
        };
        return accept({ value: { done: true as const }, actor: writer.value.actor, entries: [entry] });
      });
      return answered(c, removed);
    })
    .openapi(trialRoute, async (c) => {
      const writer = await writerFor(deps, c, 'organisation', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const provider = await readProvider(deps.db, c.req.valid('param').id);
      if (!provider) return refusal(c, NO_PROVIDER);
      clients.forget(provider.organisation);
      const reached = await clients.of(c, provider).reach();
      return answer(c, reached.ok ? FOUND : { ok: false, ...whyNot(reached.refusal) });
    });

export const callbackOf = (deps: Deps, c: Context): string => `${originOf(deps, c)}/api/v1/sign-in/callback`;
