import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { securityEvent } from '#server/accounts/security-events';
import { type Credentials, type Identity, identify, type Writer } from '#server/accounts/writer';
import { instantInYear } from '#server/contract/calendar';
import type { Organisation } from '#server/domain/facts/directory';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import {
  type Action,
  BY_SESSION_ONLY,
  keyMay,
  type Reach,
  reachOf,
  type ScopeRefusal,
} from '#server/domain/speakers/scope';
import { type Deps, isHttps } from '../deps';
import { askingNetwork, cameFromOf } from './network';
import type { Refusal } from './problems';

/** Who asks, and whether such a one may write at all; what it may touch is `mayWrite`'s affair. */

export const SESSION = 'session';

/** Why who asks is no writer, by what is known of them. */
const NOT_WRITER = {
  over: { kind: 'session-over', detail: 'Votre session s’est terminée.' },
  unproved: { kind: 'second-factor-needed' },
  renewing: { kind: 'new-password-needed' },
  nobody: {
    kind: 'unauthenticated',
    detail: 'Rien ne dit qui vous êtes, ou la clé donnée n’est pas en vigueur.',
    cure: 'Connectez-vous à /espace, ou envoyez Authorization: Bearer avec une clé.',
  },
} as const satisfies Record<Exclude<Identity['kind'], 'writer' | 'key-over'>, Refusal>;

const keyOver = (at: Date): Refusal => ({
  kind: 'key-over',
  detail: `Cette clé a pris fin le ${instantInYear(at)}.`,
});

const REACHES: Record<Reach, string> = {
  'own-platforms': 'vos plateformes',
  'own-professions': 'vos professions',
  'own-mutuelles': 'vos mutuelles',
  'own-words': 'ce que votre organisation a dit',
  'own-people': 'votre organisation',
  all: 'tout',
};

const OUTSIDE = {
  organisation: (name: string, scope: string, lacks: readonly string[]) => ({
    detail: `${name} écrit sur ${scope} ; pas sur : ${lacks.join(', ')}.`,
    cure: 'Retirez ce qui est hors de votre périmètre, ou demandez au bureau de le dire.',
  }),
  key: (name: string, scope: string, lacks: readonly string[]) => ({
    detail: `La clé « ${name} » est faite pour : ${scope} ; pas pour : ${lacks.join(', ')}.`,
    cure: 'Utilisez une clé qui le nomme (une personne la fait dans /espace/cles), ou faites-le par une session.',
  }),
};

export const cookieName = (deps: Pick<Deps, 'publicUrl'>, name: string): string =>
  isHttps(deps) ? `__Host-${name}` : name;

/** Where the browser sees us. */
export const originOf = ({ publicUrl }: Pick<Deps, 'publicUrl'>, c: Context): string =>
  new URL(publicUrl ?? c.req.url).origin;

export const credentialsOf = (deps: Deps, c: Context): Credentials => ({
  token: getCookie(c, cookieName(deps, SESSION)) ?? null,
  authorization: c.req.header('Authorization') ?? null,
  cameFrom: cameFromOf(askingNetwork(deps, c)),
});

export const identityOf = async (deps: Deps, c: Context): Promise<Identity> => {
  const identity = await identify(deps.db, credentialsOf(deps, c), deps.now());
  if ('writer' in identity) askedBy(c, identity.writer.actor);
  if (identity.kind === 'writer' && identity.isMoved) await tellMoved(deps, identity.writer);
  return identity;
};

/** A key that speaks from somewhere for the first time may be in other hands. */
const tellMoved = (deps: Deps, { actor, organisation, person }: Writer): Promise<void> =>
  securityEvent(deps, {
    event: 'key-new-network',
    cameFrom: actor.cameFrom,
    account: { id: person.account, organisation: organisation.id },
    about: { key: actor.key },
  });

type Asker = { id: string; organisation: string };
const askers = new WeakMap<Context, Asker>();

/** Whose account a question is of, once that is known, be it by its address alone. */
export const askedBy = (
  c: Context,
  { account, organisation }: { account: string | null; organisation: string | null },
): void => {
  if (account && organisation) askers.set(c, { id: account, organisation });
};

export const askerOf = (c: Context): Asker | null => askers.get(c) ?? null;

/** A session is sent by the browser whoever asks for it: only our own pages may make it write. */
export const isOwnPage = (deps: Pick<Deps, 'publicUrl'>, c: Context): boolean => {
  const site = c.req.header('Sec-Fetch-Site');
  return site === undefined ? c.req.header('Origin') === originOf(deps, c) : site === 'same-origin';
};

const notWriter = (identity: Exclude<Identity, { kind: 'writer' }>): Refusal =>
  identity.kind === 'key-over' ? keyOver(identity.expiresAt) : NOT_WRITER[identity.kind];

/** Somebody who may write something, by session or key. */
export const known = async (deps: Deps, c: Context): Promise<Result<Writer, Refusal>> => {
  const identity = await identityOf(deps, c);
  return identity.kind === 'writer' ? accept(identity.writer) : refuse(notWriter(identity));
};

/** Why nobody known asks; null: somebody does, or somebody whose second factor is still to be shown. */
export const refusalOfStranger = async (deps: Deps, c: Context): Promise<Refusal | null> => {
  const identity = await identityOf(deps, c);
  return identity.kind === 'nobody' || identity.kind === 'over' || identity.kind === 'key-over'
    ? notWriter(identity)
    : null;
};

/** Somebody signed in, to read what only writers read. A probe's key lies in many places: it only observes. */
export const readerOf = async (deps: Deps, c: Context): Promise<Result<Writer, Refusal>> => {
  const reading = await known(deps, c);
  return reading.ok && reading.value.keyKind === 'probe'
    ? refuse(outOfScope(reading.value, { by: 'organisation', has: null, lacks: ['reading'] }))
    : reading;
};

/** The same of what is about people, or a person's own: no key reads that. */
export const personOf = async (deps: Deps, c: Context): Promise<Result<Writer, Refusal>> => {
  const reading = await readerOf(deps, c);
  return reading.ok && reading.value.session === null ? refuse({ kind: 'session-only' }) : reading;
};

/** Names the scope one has, and what of the object is outside. */
export const outside = (writer: Writer, refused: ScopeRefusal) => {
  const { organisation, key } = writer;
  return refused.by === 'key' && key ? outsideKey(key, refused) : outsideOrganisation(organisation, refused);
};

const outsideOrganisation = (organisation: Organisation, { has, lacks }: ScopeRefusal) => {
  const own = {
    'own-platforms': organisation.platforms,
    'own-professions': organisation.professions ?? [],
    'own-mutuelles': organisation.mutuelles,
  }[has as string];
  const scope = has === null ? 'rien de cette sorte' : REACHES[has] + (own ? ` (${own.join(', ')})` : '');
  return OUTSIDE.organisation(organisation.name, scope, lacks);
};

const outsideKey = ({ name, actions, platforms }: NonNullable<Writer['key']>, { lacks }: ScopeRefusal) => {
  const where = platforms === null ? '' : `, sur ${platforms.join(', ')}`;
  return OUTSIDE.key(name, actions.join(', ') + where, lacks);
};

export const outOfScope = (writer: Writer, refused: ScopeRefusal): Refusal => ({
  kind: 'out-of-scope',
  ...outside(writer, refused),
});

/** Their answers are not given to other sites' scripts: a reader may come from anywhere, an address typed or a mail. */
const SAFE = ['GET', 'HEAD'];

/** Somebody who may do this, from our own pages or by key. `isFresh`: a factor shown within five minutes is asked. */
export const writerFor = async (
  deps: Deps,
  c: Context,
  asked: Action | ((organisation: Organisation) => Action),
  { isFresh }: { isFresh: boolean },
): Promise<Result<Writer, Refusal>> => {
  const reading = await known(deps, c);
  if (!reading.ok) return reading;
  const writer = reading.value;
  const isWriting = !SAFE.includes(c.req.method);
  if (writer.session && isWriting && !isOwnPage(deps, c)) return refuse({ kind: 'cross-site' });
  const action = typeof asked === 'function' ? asked(writer.organisation) : asked;
  const has = reachOf(writer.organisation, writer.role, action);
  if (writer.key !== null && BY_SESSION_ONLY.includes(action)) return refuse({ kind: 'session-only' });
  if (has === null) return refuse(outOfScope(writer, { by: 'organisation', has, lacks: [action] }));
  if (writer.key !== null && !keyMay(writer.key, action))
    return refuse(outOfScope(writer, { by: 'key', has, lacks: [action] }));
  if (isFresh && !writer.isSteppedUp) return refuse({ kind: 'step-up-needed' });
  return accept(writer);
};
