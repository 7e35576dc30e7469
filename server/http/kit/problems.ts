import type { Context, TypedResponse } from 'hono';
import type { Fault, Problem } from '#server/contract/problem';

type Near = { id: string; name: string }[];

/** Nouns that anybody may read by id, so that an unknown id may be answered with the nearest known. */
export type PublicNoun =
  | 'platform'
  | 'mutuelle'
  | 'organisation'
  | 'incident'
  | 'notice'
  | 'maintenance'
  | 'statement'
  | 'update';

/**
 * Why a question or a word is refused. This file alone knows status codes. `cure` is said to people, on our pages too;
 * `see` is the address where a program finds what it needs for it.
 */
export type Refusal =
  | { kind: 'malformed'; pointer: string; detail: string; cure: string; see?: string; faults?: Fault[] }
  | {
      kind: 'unknown-id';
      pointer: string;
      detail: string;
      near: Near;
      cure?: string;
      see?: string;
      /** `within`: the incident that an update is looked for in. */
      asked?: { noun: PublicNoun; id: string; within?: string };
    }
  | { kind: 'no-such-address'; detail: string; cure?: string }
  | { kind: 'method-not-allowed'; allow: readonly string[] }
  | { kind: 'not-implemented'; detail: string; cure: string }
  | { kind: 'too-large'; detail: string; cure: string }
  | { kind: 'unsupported-media'; detail?: string; cure?: string }
  | { kind: 'unreachable' }
  /** The database belongs to a newer program. */
  | { kind: 'outdated' }
  /** The database reads, and cannot write. */
  | { kind: 'no-space' }
  /** The database answers others. */
  | { kind: 'no-room' }
  /** Said by the published folder, once nobody answers behind it. */
  | { kind: 'only-copy' }
  | { kind: 'full' }
  | { kind: 'busy' }
  | { kind: 'accident'; reference: string }
  | { kind: 'unauthenticated'; detail: string; cure: string }
  | { kind: 'session-over'; detail: string }
  | { kind: 'key-over'; detail: string }
  | { kind: 'second-factor-needed' }
  | { kind: 'step-up-needed' }
  | { kind: 'codes-locked' }
  | { kind: 'password-needed' }
  | { kind: 'new-password-needed' }
  | { kind: 'cross-site' }
  | { kind: 'session-only'; detail?: string; cure?: string }
  | { kind: 'out-of-scope'; detail: string; cure: string }
  | { kind: 'not-second-person'; detail: string; cure: string }
  | { kind: 'not-acceptable'; pointer: string; detail: string; cure: string; see?: string; faults?: Fault[] }
  | { kind: 'nothing-down'; pointer: string }
  | { kind: 'key-reused' }
  | { kind: 'conflict'; pointer?: string; detail: string; cure: string }
  | { kind: 'incident-not-over'; detail: string; faults: Fault[] }
  | { kind: 'precondition-required' }
  | { kind: 'stale'; current: unknown; etag: string }
  | { kind: 'too-many'; retryAfter: number }
  | { kind: 'too-many-questions'; retryAfter: number }
  | { kind: 'share-taken'; retryAfter: number; detail: string; cure: string };

const STATUS = {
  malformed: [400, 'Question mal formée'],
  'unknown-id': [404, 'Inconnu de l’annuaire'],
  'no-such-address': [404, 'Adresse inconnue'],
  'method-not-allowed': [405, 'Méthode non admise'],
  'not-implemented': [501, 'Forme non servie'],
  'too-large': [413, 'Requête trop grande'],
  'unsupported-media': [415, 'Forme non comprise'],
  unreachable: [503, 'Base de données injoignable'],
  outdated: [503, 'Service à mettre à jour'],
  'only-copy': [503, 'Service injoignable'],
  full: [503, 'Trop de lecteurs attendent'],
  'no-space': [507, 'Plus de place pour écrire'],
  'no-room': [503, 'Service occupé'],
  busy: [503, 'Trop d’écritures à la fois'],
  accident: [500, 'Erreur du service'],
  unauthenticated: [401, 'Identification nécessaire'],
  'session-over': [401, 'Session terminée'],
  'key-over': [401, 'Clé arrivée à sa fin'],
  'second-factor-needed': [401, 'Second facteur nécessaire'],
  'step-up-needed': [401, 'Confirmez que c’est bien vous'],
  'codes-locked': [401, 'Six chiffres ne suffisent plus ici'],
  'password-needed': [401, 'Redonnez votre mot de passe'],
  'new-password-needed': [401, 'Choisissez un nouveau mot de passe'],
  'cross-site': [403, 'Demande venue d’un autre site'],
  'session-only': [403, 'Par une session seulement'],
  'out-of-scope': [403, 'Hors de votre périmètre'],
  'not-second-person': [403, 'Une deuxième personne est nécessaire'],
  'not-acceptable': [422, 'Refusé par une règle'],
  'nothing-down': [422, 'Rien n’est dit coupé'],
  'key-reused': [422, 'Clé déjà utilisée'],
  conflict: [409, 'En contradiction avec ce qui est déjà dit'],
  'incident-not-over': [409, 'L’incident n’est pas fini'],
  'precondition-required': [428, 'Version nécessaire'],
  stale: [412, 'Changé entre-temps'],
  'too-many': [429, 'Trop d’essais'],
  'too-many-questions': [429, 'Trop de questions à la fois'],
  'share-taken': [429, 'La part de votre réseau est prise'],
} as const satisfies { [K in Refusal['kind']]: readonly [number, string] };

/** What is always said of a kind, unless the refusal says it better. */
const SAYS: { [K in Refusal['kind']]?: { detail?: string; cure: string; see?: string } } = {
  'unknown-id': { cure: 'Vérifiez l’identifiant.' },
  'no-such-address': { cure: 'Vérifiez l’adresse.', see: 'GET /api/v1/openapi.json' },
  'method-not-allowed': {
    detail: 'Cette adresse ne se demande pas ainsi.',
    cure: 'Les méthodes admises sont dans l’en-tête Allow.',
    see: 'GET /api/v1/openapi.json',
  },
  'unsupported-media': {
    detail: 'Le corps n’est pas annoncé comme du JSON.',
    cure: 'Envoyez Content-Type: application/json.',
  },
  full: {
    detail: 'Cette instance tient autant de lecteurs qu’elle peut.',
    cure: 'Interrogez le tableau toutes les 30 s, et réessayez plus tard.',
    see: 'GET /api/v1/answers',
  },
  busy: {
    detail: 'Trop de personnes écrivent au même instant : rien n’est enregistré.',
    cure: 'Réessayez dans quelques secondes.',
  },
  'no-space': {
    detail: 'La base n’a plus où écrire : rien n’est enregistré. Ce qui se lit reste juste.',
    cure: 'Prévenez qui tient le service, et réessayez dans une minute avec la même Idempotency-Key.',
  },
  'no-room': {
    detail: 'Trop de questions sont posées au même instant ; la base répond aux autres, et rien n’est perdu.',
    cure: 'Réessayez dans quelques secondes ; le tableau de maintenant reste lisible.',
  },
  outdated: {
    detail:
      'La base a été mise à jour par une version plus récente du service, que ce programme n’est pas : rien n’est ' +
      'enregistré, et seul l’état d’avant se lit ici, daté.',
    cure: 'Prévenez qui tient le service : réessayer n’y changera rien avant que ce programme soit mis à jour.',
  },
  unreachable: {
    detail: 'La base ne répond pas et rien n’est gardé en mémoire pour cette question.',
    cure: 'Réessayez dans quelques secondes.',
  },
  'only-copy': {
    detail:
      'Le service ne répond pas. Sa copie de secours ne contient que l’état de maintenant, entier : pas cette réponse.',
    cure:
      'Réessayez dans une minute, avec la même Idempotency-Key si vous écrivez. GET /api/v1/answers?profession=, ' +
      'sans autre paramètre, et GET /api/v1/snapshot sont dans la copie.',
  },
  accident: {
    detail: 'La demande n’a pas pu être traitée ; l’erreur est journalisée.',
    cure: 'Réessayez ; si cela dure, signalez-le avec cette référence.',
  },
  'session-over': { cure: 'Reconnectez-vous : ce que vous avez saisi est gardé.' },
  'key-over': {
    cure: 'Faites-en une autre dans /espace/cles, et donnez-la au logiciel à la place de celle-ci.',
  },
  'second-factor-needed': {
    detail: 'Le mot de passe est juste, le second facteur manque.',
    cure: 'Donnez le code de votre application, un code de secours, ou votre clé d’accès.',
  },
  'nothing-down': {
    detail: 'Un retour prévu porte sur ce que vous dites ne pas marcher, et plus rien de tel ne vaut.',
    cure: 'Redites d’abord ce qui est coupé ou dégradé ; ou retirez le retour prévu.',
  },
  'step-up-needed': {
    detail:
      'Publier, confirmer et toucher aux clés demandent un facteur montré depuis moins de cinq minutes.',
    cure: 'Redonnez un code ou votre clé d’accès, puis renvoyez.',
    see: 'POST /api/v1/session/step-up',
  },
  'codes-locked': {
    detail:
      'Trop de codes faux ont suivi le bon mot de passe : depuis un navigateur que ce compte ne connaît pas, un code à six chiffres n’ouvre plus rien.',
    cure: 'Donnez un code de secours ou votre clé d’accès, ou entrez depuis un navigateur habituel ; un nouveau mot de passe vous sera demandé.',
  },
  'password-needed': {
    detail: 'Changer de second facteur demande aussi le mot de passe, donné depuis moins de cinq minutes.',
    cure: 'Redonnez votre mot de passe, puis renvoyez.',
    see: 'POST /api/v1/session/password/check',
  },
  'new-password-needed': {
    detail: 'Le mot de passe de ce compte doit être changé avant toute autre chose.',
    cure: 'Choisissez-en un nouveau à /espace/mot-de-passe.',
    see: 'POST /api/v1/session/password',
  },
  'cross-site': {
    detail: 'Une session n’écrit que depuis nos propres pages.',
    cure: 'Faites-le depuis nos pages ; un programme utilise une clé d’API.',
  },
  'session-only': {
    detail: 'Une clé d’API ne fait pas cela : une personne le fait, connectée.',
    cure: 'Connectez-vous à /espace, et faites-le depuis sa page.',
  },
  'key-reused': {
    detail: 'Cette Idempotency-Key a déjà servi pour une autre demande.',
    cure: 'Une clé par demande ; la même seulement pour renvoyer la même.',
  },
  'incident-not-over': {
    cure: 'Dites d’abord le retour, et attendez qu’il soit confirmé ; ou faites clore par le bureau à deux.',
  },
  'precondition-required': {
    detail: 'Changer ce qui existe demande la version que vous avez lue.',
    cure: 'Envoyez If-Match avec l’ETag reçu à la lecture.',
  },
  stale: {
    detail: 'Quelqu’un a changé ceci depuis votre lecture.',
    cure: 'Relisez la version courante ci-jointe, puis renvoyez avec son ETag.',
  },
  'too-many': {
    detail: 'Trop d’essais en peu de temps.',
    cure: 'Attendez le délai indiqué par Retry-After.',
  },
  'too-many-questions': {
    detail: 'Votre réseau a demandé en peu de temps beaucoup de pages qui n’étaient pas prêtes.',
    cure: 'Attendez quelques secondes ; le tableau de maintenant reste lisible.',
  },
};

type Status = (typeof STATUS)[Refusal['kind']][0];

/** The type fits every route, since each documents the refusals it may answer. */
export type Documented = Response & TypedResponse<never, never, 'json'>;

/** What is answered, however it is shown: the problem, and the headers that go with it. */
export const problemOf = (refused: Refusal): { problem: Problem; headers: Record<string, string> } => {
  const [status, title]: readonly [Status, string] = STATUS[refused.kind];
  const { kind, asked: _, allow, ...given } = { asked: undefined, allow: undefined, ...refused };
  const problem = { type: `urn:comptoir:problem:${kind}`, title, status, ...SAYS[kind], ...given } as Problem;
  const headers = {
    'Cache-Control': 'no-store',
    ...(refused.kind === 'unreachable' ? { 'Retry-After': '5' } : {}),
    ...(refused.kind === 'busy' || refused.kind === 'no-room' ? { 'Retry-After': '2' } : {}),
    ...(refused.kind === 'no-space' ? { 'Retry-After': '30' } : {}),
    ...(refused.kind === 'full' || refused.kind === 'outdated' ? { 'Retry-After': '60' } : {}),
    ...('retryAfter' in refused ? { 'Retry-After': String(refused.retryAfter) } : {}),
    ...(allow ? { Allow: allow.join(', ') } : {}),
    ...(refused.kind === 'stale' ? { ETag: refused.etag } : {}),
    ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
  };
  return { problem, headers };
};

const kinds = new WeakMap<Context, Refusal['kind']>();

/** Why this question was refused; null: it was not. */
export const refusedAs = (c: Context): Refusal['kind'] | null => kinds.get(c) ?? null;

/** An answer in `application/problem+json` (RFC 9457). */
export const refusal = (c: Context, refused: Refusal): Documented => {
  kinds.set(c, refused.kind);
  const { problem, headers } = problemOf(refused);
  const typed = { ...headers, 'Content-Type': 'application/problem+json' };
  return c.json(problem, problem.status as Status, typed) as Response as Documented;
};
