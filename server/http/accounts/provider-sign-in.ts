import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { changeAccount } from '#db/accounts';
import {
  addLink,
  findLinked,
  listProviders,
  readLink,
  readProvider,
  removeLink,
} from '#db/sign-in-providers';
import { FLOW_LIFE } from '#server/accounts/openid-sign-in';
import { openSession } from '#server/accounts/sessions';
import { done } from '#server/contract/accounts';
import { askedId } from '#server/contract/ids';
import { ownProvider, providerList } from '#server/contract/sign-in-providers';
import { refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { personOf } from '../kit/guard';
import { askingNetwork, cameFromOf } from '../kit/network';
import { type Refusal, refusal } from '../kit/problems';
import { changes, refused, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { localPath } from '../reporting/professionals';
import { dropCookie, giveSealed, giveSession, readSealed } from './cookies';
import { changed, ownAccount } from './own-account';
import { NO_PROVIDER, type ProviderClients } from './providers';
import { answer, answered, runAudited } from './run-audited';
import { hasFactor } from './sign-in';

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
export const providerSignIn = (deps: Deps, clients: ProviderClients) =>
  createRouter()
    .openapi(listRoute, async (c) => answer(c, { providers: await listProviders(deps.db) }))
    .openapi(startRoute, async (c) => {
      const { organisation, purpose, return: asked } = c.req.valid('query');
      const retryAfter = await deps.attempts.passkey(askingNetwork(deps, c));
      if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
      const provider = await readProvider(deps.db, organisation);
      if (!provider) return refusal(c, NO_PROVIDER);
      const back = localPath(asked) ?? '/espace';
      const begun = await clients.of(c, provider).begin(deps.now());
      if (!begun.ok) return goBack(c, purpose, back, OUTCOMES[begun.refusal]);
      const { url, state } = begun.value;
      giveSealed(deps, c, FLOW, { organisation, purpose, back, state });
      return c.redirect(url, 302);
    })
    .openapi(callbackRoute, async (c) => {
      const flow = readSealed(deps, c, FLOW, sealedFlow);
      dropCookie(deps, c, FLOW);
      if (!flow) return goBack(c, 'sign-in', '/espace', 'interrompu');
      const { organisation, purpose, back, state } = flow;
      const provider = await readProvider(deps.db, organisation);
      if (!provider) return goBack(c, purpose, back, 'interrompu');
      const finished = await clients.of(c, provider).finish(new URL(c.req.url), state, deps.now());
      if (!finished.ok) return goBack(c, purpose, back, OUTCOMES[finished.refusal]);
      const { issuer } = provider;
      const subjectHash = deps.secrets.keyed('sign-in-subject', `${issuer} ${finished.value.subject}`);
      if (purpose === 'link') {
        giveSealed(deps, c, PENDING, { organisation, issuer, subjectHash, at: +deps.now() });
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
    });

/** The link of one's own account to the identity that the provider of its organisation knows. */
export const providerLinks = (deps: Deps) =>
  createRouter()
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
      if (linked.ok) dropCookie(deps, c, PENDING);
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

const pendingOf = (deps: Deps, c: Context): z.infer<typeof sealedLink> | null => {
  const pending = readSealed(deps, c, PENDING, sealedLink);
  return pending && +deps.now() - pending.at < FLOW_LIFE ? pending : null;
};
