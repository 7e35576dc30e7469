import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import { changeAccount } from '#db/accounts';
import { readOrganisation } from '#db/organisations';
import {
  addLink,
  findLinked,
  keepProvider,
  listProviders,
  readLink,
  readProvider,
  removeLink,
  removeProvider,
  type SignInProvider,
} from '#db/sign-in-providers';
import { createOpenIdSignIn, FLOW_LIFE, isInClear, type OpenIdSignIn } from '#server/accounts/openid-sign-in';
import { openSession } from '#server/accounts/sessions';
import { done } from '#server/contract/accounts';
import { askedId } from '#server/contract/ids';
import {
  ownProvider,
  providerBody,
  providerList,
  providerRecord,
  providerTrial,
} from '#server/contract/sign-in-providers';
import { accept, refuse } from '#server/domain/facts/result';
import { fetchOutside, OutboundError } from '#server/outbound/outbound';
import { REFUSAL_SAYS } from '#server/outbound/targets';
import { type Deps, isHttps } from '../deps';
import { originOf, personOf, writerFor } from '../kit/guard';
import { askingNetwork, cameFromOf } from '../kit/network';
import { type Refusal, refusal } from '../kit/problems';
import { bodyOf, changes, refused, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { unknownId, withNearNow } from '../kit/suggestions';
import { localPath } from '../reporting/professionals';
import { giveSession } from './cookies';
import { changed, ownAccount } from './factors';
import { answer, answered, runAudited } from './run-audited';
import { hasFactor } from './sign-in';

const params = z.object({ id: askedId });
const goesBack = {
  302: { description: 'Vers le fournisseur d’identité, ou une de nos pages' },
  404: refused('Cette organisation n’a pas de fournisseur ici'),
  429: refused('Trop d’essais'),
};

const listRoute = createRoute({
  method: 'get',
  path: '/sign-in/providers',
  security: [],
  summary: 'Les organisations dont les auteurs se connectent par leur propre fournisseur d’identité',
  responses: repliesToKnown(providerList, 'Par nom'),
});
const startRoute = createRoute({
  method: 'get',
  path: '/sign-in/start',
  security: [],
  summary: 'Aller au fournisseur d’identité de son organisation ; le second facteur est demandé ensuite, ici',
  request: {
    query: z.object({
      organisation: askedId,
      purpose: z.enum(['sign-in', 'link']).default('sign-in'),
      return: z.string().max(512).default('/espace'),
    }),
  },
  responses: goesBack,
});
const callbackRoute = createRoute({
  method: 'get',
  path: '/sign-in/callback',
  security: [],
  summary: 'Retour du fournisseur d’identité, avec ce qu’il veut dire',
  request: { query: z.looseObject({}) },
  responses: goesBack,
});
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
const ownRoute = createRoute({
  method: 'get',
  path: '/account/provider',
  summary: 'Si son compte est relié au fournisseur d’identité de son organisation',
  responses: repliesToKnown(ownProvider, 'Son lien'),
});
const linkRoute = createRoute({
  method: 'post',
  path: '/account/provider',
  summary: 'Relier à son compte l’identité dont on revient du fournisseur',
  responses: changes(done, 'Relié'),
});
const unlinkRoute = createRoute({
  method: 'delete',
  path: '/account/provider',
  summary: 'Ne plus se connecter par ce fournisseur',
  responses: changes(done, 'Délié'),
});

/** What the page one comes back to is told, as `?fournisseur=`. */
type Outcome = 'refuse' | 'interrompu' | 'indisponible' | 'inconnu';
const OUTCOMES = {
  denied: 'refuse',
  'state-mismatch': 'interrompu',
  'too-late': 'interrompu',
  'provider-unreachable': 'indisponible',
} as const;

const NO_PROVIDER: Refusal = {
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
const NOT_BACK: Refusal = {
  kind: 'conflict',
  detail: 'Rien à relier : vous ne revenez pas du fournisseur, ou il y a plus de dix minutes.',
  cure: 'Passez d’abord par « Se connecter avec » sur votre page.',
};
const TAKEN: Refusal = {
  kind: 'conflict',
  detail: 'Votre compte est déjà relié, ou cette identité est celle d’un autre compte.',
  cure: 'Déliez d’abord, ou connectez-vous au fournisseur sous votre nom.',
};

/**
 * Writers whose organisation has an identity provider begin to sign in by it, instead of the password; their second
 * factor is asked here all the same. An account is found by the subject that its owner linked, never by an e-mail
 * address that a provider says.
 */
export const providers = (deps: Deps) => {
  const kept = new Map<string, { of: string; client: OpenIdSignIn }>();
  const isLoopbackAllowed = deps.outbound.isLoopbackAllowed;
  const clientOf = (c: Context, provider: SignInProvider): OpenIdSignIn => {
    const { organisation, issuer, clientId } = provider;
    const of = JSON.stringify(provider);
    const known = kept.get(organisation);
    if (known?.of === of) return known.client;
    const client = createOpenIdSignIn({
      issuer,
      clientId,
      clientSecret: deps.secrets.unseal(provider.clientSecret),
      redirectUri: callbackOf(deps, c),
      isLoopbackAllowed,
      acrValues: null,
      fetch: (url, options) => fetchOutside(deps.outbound)(url, options),
    });
    kept.set(organisation, { of, client });
    return client;
  };

  return createRouter()
    .openapi(listRoute, async (c) => answer(c, { providers: await listProviders(deps.db) }))
    .openapi(startRoute, async (c) => {
      const { organisation, purpose, return: asked } = c.req.valid('query');
      const retryAfter = await deps.attempts.passkey(askingNetwork(deps, c));
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const provider = await readProvider(deps.db, organisation);
      if (!provider) return refusal(c, NO_PROVIDER);
      const back = localPath(asked) ?? '/espace';
      const begun = await clientOf(c, provider).begin(deps.now());
      if (!begun.ok) return goBack(c, purpose, back, OUTCOMES[begun.refusal]);
      const { url, state } = begun.value;
      give(deps, c, FLOW, { organisation, purpose, back, state });
      return c.redirect(url, 302);
    })
    .openapi(callbackRoute, async (c) => {
      const flow = read(deps, c, FLOW, sealedFlow);
      take(deps, c, FLOW);
      if (!flow) return goBack(c, 'sign-in', '/espace', 'interrompu');
      const { organisation, purpose, back, state } = flow;
      const provider = await readProvider(deps.db, organisation);
      if (!provider) return goBack(c, purpose, back, 'interrompu');
      const finished = await clientOf(c, provider).finish(new URL(c.req.url), state, deps.now());
      if (!finished.ok) return goBack(c, purpose, back, OUTCOMES[finished.refusal]);
      const { issuer } = provider;
      const subjectHash = deps.secrets.keyed('sign-in-subject', `${issuer} ${finished.value.subject}`);
      if (purpose === 'link') {
        give(deps, c, PENDING, { organisation, issuer, subjectHash, at: +deps.now() });
        return c.redirect('/espace/compte/fournisseur', 302);
      }
      const account = await findLinked(deps.db, organisation, issuer, subjectHash);
      // Without a factor of our own the provider alone would open it.
      if (!account || !(await hasFactor(deps.db, account))) return goBack(c, purpose, back, 'inconnu');
      const cameFrom = cameFromOf(askingNetwork(deps, c));
      const from = { cameFrom, agent: c.req.header('User-Agent') ?? '', isProved: false };
      giveSession(deps, c, await openSession(deps.db, account, from, deps.now()));
      c.header('Cache-Control', 'no-store');
      return c.redirect(`/espace/connexion/code?${new URLSearchParams({ retour: back })}`, 302);
    })
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
      if (isInClear({ issuer: given.issuer, isLoopbackAllowed })) return refusal(c, IN_CLEAR);
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
      kept.delete(provider.organisation);
      const reached = await clientOf(c, provider).reach();
      return answer(c, reached.ok ? FOUND : { ok: false, ...whyNot(reached.refusal) });
    })
    .openapi(ownRoute, async (c) => {
      const person = await personOf(deps, c);
      if (!person.ok) return refusal(c, person.refusal);
      const { account, organisation } = person.value.person;
      const provider = await readProvider(deps.db, organisation);
      const link = await readLink(deps.db, account);
      return answer(c, {
        offered: provider ? { organisation, name: provider.name } : null,
        linkedAt: link?.linkedAt ?? null,
        isPending: pendingOf(deps, c)?.organisation === organisation,
      });
    })
    .openapi(linkRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const { id, organisation } = own.value.account;
      const pending = pendingOf(deps, c);
      if (own.value.isFirst || pending?.organisation !== organisation) return refusal(c, NOT_BACK);
      const linked = await runAudited(deps, async (trx, now) => {
        const { issuer, subjectHash } = pending;
        const isNew = await addLink(trx, { account: id, issuer, subjectHash, linkedAt: now });
        if (!isNew) return refuse(TAKEN);
        await changeAccount(trx, id, { changedAt: now });
        return changed(trx, own.value, now, { done: true as const }, 'provider-linked');
      });
      if (linked.ok) take(deps, c, PENDING);
      return answered(c, linked);
    })
    .openapi(unlinkRoute, async (c) => {
      const own = await ownAccount(deps, c);
      if (!own.ok) return refusal(c, own.refusal);
      const unlinked = await runAudited(deps, async (trx, now) => {
        if (!(await removeLink(trx, own.value.account.id))) return refuse(NO_PROVIDER);
        return changed(trx, own.value, now, { done: true as const }, 'provider-unlinked');
      });
      return answered(c, unlinked);
    });
};

const FOUND = {
  ok: true,
  detail: 'Le fournisseur répond, sous le nom donné. Le secret n’est essayé qu’à la première connexion.',
  cure: null,
};

const whyNot = (error: unknown): { detail: string; cure: string } => {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof OutboundError)
      return {
        detail: `Le fournisseur n’est pas appelé : ${REFUSAL_SAYS[each.refusal]}.`,
        cure: 'Donnez une adresse publique.',
      };
    const code = 'code' in each ? String(each.code) : '';
    if (code === 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED')
      return {
        detail: 'Le fournisseur se nomme autrement que l’adresse donnée.',
        cure: 'Recopiez « issuer » de son document de découverte, à la lettre.',
      };
    if (code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || code === 'OAUTH_INVALID_RESPONSE')
      return {
        detail: 'Cette adresse répond, mais pas comme un fournisseur OpenID Connect.',
        cure: 'Vérifiez l’adresse : son document est sous /.well-known/openid-configuration.',
      };
  }
  return {
    detail: 'Le fournisseur n’a pas répondu.',
    cure: 'Vérifiez l’adresse et réessayez ; un certificat inconnu fait cela aussi.',
  };
};

const callbackOf = (deps: Deps, c: Context): string => `${originOf(deps, c)}/api/v1/sign-in/callback`;

const goBack = (c: Context, purpose: 'sign-in' | 'link', back: string, outcome: Outcome) => {
  const page = purpose === 'link' ? '/espace/compte/fournisseur' : '/espace/connexion';
  c.header('Cache-Control', 'no-store');
  return c.redirect(`${page}?${new URLSearchParams({ fournisseur: outcome, retour: back })}`, 302);
};

const FLOW = 'sign-in-flow';
const PENDING = 'sign-in-link';
const sealedFlow = z.object({
  organisation: z.string(),
  purpose: z.enum(['sign-in', 'link']),
  back: z.string(),
  state: z.string(),
});
const sealedLink = z.object({
  organisation: z.string(),
  issuer: z.string(),
  subjectHash: z.string(),
  at: z.number(),
});

const cookie = (deps: Deps, name: string): string => (isHttps(deps) ? `__Host-${name}` : name);
/** Lax, not Strict: the browser comes back from the provider's site. */
const attributes = (deps: Deps) =>
  ({ httpOnly: true, sameSite: 'Lax', path: '/', secure: isHttps(deps) }) as const;

const give = (deps: Deps, c: Context, name: string, what: object): void => {
  const sealed = deps.secrets.seal(JSON.stringify({ name, ...what }));
  setCookie(c, cookie(deps, name), sealed, { ...attributes(deps), maxAge: FLOW_LIFE / 1000 });
  c.header('Cache-Control', 'no-store');
};

const take = (deps: Deps, c: Context, name: string): void => {
  deleteCookie(c, cookie(deps, name), attributes(deps));
};

const read = <T extends z.ZodType>(deps: Deps, c: Context, name: string, schema: T): z.infer<T> | null => {
  try {
    const found = JSON.parse(deps.secrets.unseal(getCookie(c, cookie(deps, name)) ?? ''));
    return found.name === name ? schema.parse(found) : null;
  } catch {
    return null;
  }
};

const pendingOf = (deps: Deps, c: Context): z.infer<typeof sealedLink> | null => {
  const pending = read(deps, c, PENDING, sealedLink);
  return pending && +deps.now() - pending.at < FLOW_LIFE ? pending : null;
};
