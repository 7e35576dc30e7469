import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { z } from 'zod';
import { isUnanswered } from '#db/database';
import { addProfessionalSession, endProfessionalSession, findProfessionalSession } from '#db/sessions';
import type { ProSanteConnect, SignInFailure } from '#server/accounts/openid-sign-in';
import { digest, newToken } from '#server/accounts/secrets';
import { instant } from '#server/contract/instants';
import { HOUR, shift } from '#server/domain/facts/intervals';
import { dropCookie, giveCookie, giveSealed, readSealed } from '../accounts/cookies';
import type { Deps } from '../deps';
import { cookieName, isOwnPage } from '../kit/guard';
import { refusal } from '../kit/problems';
import { refused } from '../kit/replies';
import { createRouter } from '../kit/router';

type ProfessionalDeps = Pick<Deps, 'db' | 'now' | 'secrets' | 'publicUrl'> & {
  /** Null: not configured here. */
  proSanteConnect: ProSanteConnect | null;
};

const LIFE = 12 * HOUR;

/** What the page one comes back to is told, as `?connexion=`. */
const OUTCOMES = {
  denied: 'refusee',
  'state-mismatch': 'interrompue',
  'too-late': 'interrompue',
  'provider-unreachable': 'indisponible',
} as const satisfies Record<SignInFailure, string>;

const NOT_CONFIGURED = {
  kind: 'no-such-address',
  detail: 'La connexion des professionnels n’est pas configurée ici.',
} as const;

const NOT_OURS = {
  kind: 'malformed',
  pointer: '/query/return',
  detail: '« return » mène ailleurs.',
  cure: 'Donnez un chemin de ce site, qui commence par une seule barre : /pharmacien.',
} as const;

const MAX_PARAMETER_LENGTH = 512;

const goesBack = { 302: { description: 'Vers le fournisseur d’identité, ou la page d’où l’on venait' } };
const notHere = { 404: refused('Pas de connexion des professionnels ici') };

const signInRoute = createRoute({
  method: 'get',
  path: '/professionals/sign-in',
  summary: 'Se connecter par Pro Santé Connect, et revenir à « return »',
  request: { query: z.object({ return: z.string().max(MAX_PARAMETER_LENGTH).default('/') }) },
  responses: { ...goesBack, ...notHere, 400: refused('« return » mène ailleurs') },
});

const callbackRoute = createRoute({
  method: 'get',
  path: '/professionals/callback',
  summary: 'Retour du fournisseur d’identité, avec ce qu’il veut dire',
  request: { query: z.looseObject({}) },
  responses: { ...goesBack, ...notHere },
});

const meRoute = createRoute({
  method: 'get',
  path: '/professionals/me',
  summary: 'Si l’on est connecté comme professionnel, et jusqu’à quand',
  responses: {
    200: {
      description: 'Rien ne dit qui',
      content: {
        'application/json': {
          schema: z.object({ signedIn: z.boolean(), until: instant.nullable(), isOffered: z.boolean() }),
        },
      },
    },
    503: refused('Base injoignable'),
  },
});

const signOutRoute = createRoute({
  method: 'post',
  path: '/professionals/sign-out',
  summary: 'Se déconnecter comme professionnel',
  responses: {
    204: { description: 'Déconnecté' },
    403: refused('Venu d’un autre site'),
    503: refused('Base injoignable'),
  },
});

/** Professionals come in by their identity provider and go back to the page they came from. A failure is told there, never thrown. */
export const professionals = (deps: ProfessionalDeps) =>
  createRouter()
    .openapi(signInRoute, async (c) => {
      if (!deps.proSanteConnect) return refusal(c, NOT_CONFIGURED);
      const back = localPath(c.req.valid('query').return);
      if (back === null) return refusal(c, NOT_OURS);
      const begun = await deps.proSanteConnect.begin(deps.now());
      if (!begun.ok) return goBack(c, back, begun.refusal);
      const { url, state } = begun.value;
      giveSealed(deps, c, FLOW, { state, back });
      return c.redirect(url, 302);
    })
    .openapi(callbackRoute, async (c) => {
      if (!deps.proSanteConnect) return refusal(c, NOT_CONFIGURED);
      const flow = readSealed(deps, c, FLOW, sealedFlow);
      dropCookie(deps, c, FLOW);
      if (!flow) return goBack(c, '/', 'state-mismatch');
      const now = deps.now();
      const finished = await deps.proSanteConnect.finish(new URL(c.req.url), flow.state, now);
      if (!finished.ok) return goBack(c, flow.back, finished.refusal);
      const token = await openSession(deps, finished.value.subject, now);
      if (token === null) return goBack(c, flow.back, 'provider-unreachable');
      giveCookie(deps, c, SESSION, token, LIFE / 1000);
      return goBack(c, flow.back, null);
    })
    .openapi(meRoute, async (c) => {
      const professional = await readProfessional(deps, c);
      const body = {
        signedIn: professional !== null,
        until: professional?.expiresAt.toISOString() ?? null,
        isOffered: deps.proSanteConnect !== null,
      };
      return c.json(body, 200, NO_STORE);
    })
    .openapi(signOutRoute, async (c) => {
      if (!isOwnPage(deps, c)) return refusal(c, { kind: 'cross-site' });
      const token = getCookie(c, cookieName(deps, SESSION));
      if (token !== undefined) await endProfessionalSession(deps.db, digest(token));
      dropCookie(deps, c, SESSION);
      return c.body(null, 204, NO_STORE);
    });

/** Who is signed in, known only by a keyed digest, and until when; null: nobody. */
export const readProfessional = async (
  deps: Pick<ProfessionalDeps, 'db' | 'now' | 'publicUrl'>,
  c: Context,
): Promise<{ subjectHash: string; expiresAt: Date } | null> => {
  const token = getCookie(c, cookieName(deps, SESSION));
  if (token === undefined) return null;
  return (await findProfessionalSession(deps.db, digest(token), deps.now())) ?? null;
};

const FLOW = 'professional-sign-in';
const SESSION = 'professional';
const NO_STORE = { 'Cache-Control': 'no-store' };

const sealedFlow = z.object({ state: z.string(), back: z.string() });

/** Resolves to the token, or to null when the database is away. */
const openSession = async (
  { db, secrets }: ProfessionalDeps,
  subject: string,
  now: Date,
): Promise<string | null> => {
  const token = newToken();
  try {
    await addProfessionalSession(db, {
      tokenHash: digest(token),
      subjectHash: secrets.keyed('professional', subject),
      createdAt: now,
      expiresAt: shift(now, LIFE),
    });
    return token;
  } catch (error) {
    if (isUnanswered(error)) return null;
    throw error;
  }
};

const HERE = 'http://here.invalid';

/** A path of this site, as a browser reads it; null when it could lead elsewhere, as `//`, `/\`, `/<tab>/` and `/.//` do. */
export const localPath = (text: string): string | null => {
  if (!/^\/(?!\/)[^\\\p{Cc}]*$/u.test(text)) return null;
  const { pathname, search, hash } = new URL(text, HERE);
  return pathname.startsWith('//') ? null : pathname + search + hash;
};

const goBack = (c: Context, back: string, failure: SignInFailure | null) => {
  const url = new URL(back, HERE);
  url.searchParams.delete('connexion');
  if (failure) url.searchParams.set('connexion', OUTCOMES[failure]);
  c.header('Cache-Control', 'no-store');
  return c.redirect(url.pathname + url.search + url.hash, 302);
};
