import { BY_KEY } from './operations';
import { refersTo, type Schema } from './schemas';

/** How one signs in, and what travels in headers. */

export const SECURITY_SCHEMES = {
  key: {
    type: 'http',
    scheme: 'bearer',
    description: 'Une clé d’API, faite dans /espace/cles ou par « npm run admin -- key ».',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'session',
    description:
      'La session d’une personne, depuis nos propres pages ; servie par https, le cookie s’appelle __Host-session.',
  },
} as const;

export type Security = readonly Readonly<Record<string, readonly string[]>>[];

/** Who may call: whatever the route says, else a key or a session where a stranger is refused, else anybody. */
export const securityOf = (id: string, isRefused: boolean, declared: Security | undefined): Security => {
  if (declared) return declared;
  if (!isRefused) return [];
  return BY_KEY.has(id) ? [{ key: [] }, { session: [] }] : [{ session: [] }];
};

type Header = { description: string; schema: Schema };
const header = (description: string, schema: Schema = { type: 'string' }): Header => ({
  description,
  schema,
});

export const HEADERS = {
  Age: header('Depuis combien de secondes ce qui est dit n’est plus confirmé', { type: 'integer' }),
  CacheControl: header('Combien de temps la réponse se garde'),
  ETag: header(
    'L’étiquette de cette version : à redonner dans If-None-Match, et dans If-Match pour la changer',
  ),
  Location: header('Où lire ce qui vient d’être écrit, ou ce qu’en est devenue l’écriture'),
  RetryAfter: header('Dans combien de secondes revenir', { type: 'integer' }),
  SnapshotSignature: header('La signature Ed25519 du fichier, en base64'),
  WWWAuthenticate: header('« Bearer »'),
} as const satisfies Record<string, Header>;

const NAMES: Record<keyof typeof HEADERS, string> = {
  Age: 'Age',
  CacheControl: 'Cache-Control',
  ETag: 'ETag',
  Location: 'Location',
  RetryAfter: 'Retry-After',
  SnapshotSignature: 'Snapshot-Signature',
  WWWAuthenticate: 'WWW-Authenticate',
};

const BY_STATUS: Record<string, readonly (keyof typeof HEADERS)[]> = {
  200: ['ETag', 'CacheControl', 'Age'],
  201: ['Location', 'ETag'],
  202: ['Location'],
  304: ['ETag', 'CacheControl', 'Age'],
  302: ['Location'],
  401: ['WWWAuthenticate'],
  412: ['ETag'],
  429: ['RetryAfter'],
  503: ['RetryAfter'],
};

/** What a reply carries, by its status; a write that changes a thing gives its tag, and nothing about keeping it. */
export const headersOf = (id: string, method: string, status: string): Record<string, Schema> => {
  const signed: (keyof typeof HEADERS)[] =
    id === 'getSnapshot' && status === '200' ? ['SnapshotSignature'] : [];
  const own = status === '200' && method !== 'get' ? (['ETag'] as const) : (BY_STATUS[status] ?? []);
  return Object.fromEntries(
    [...own, ...signed].map((name) => [NAMES[name], { $ref: `#/components/headers/${name}` }]),
  );
};

export const NOTHING_NEW = {
  description: 'Rien de neuf depuis l’étiquette (ETag) donnée dans If-None-Match',
};

/** Whatever an address answers otherwise, a parameter it does not know is refused. */
export const MALFORMED = {
  description: 'Question mal formée, ou paramètre inconnu',
  content: { 'application/problem+json': { schema: refersTo('Problem') } },
};

export const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  required: true,
  description: 'L’ETag de la version lue : 428 sans, 412 si elle a changé depuis',
  schema: { type: 'string' },
  example: '"nFJ0eaV0zVQ9lWbSt1oXbA"',
};

export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Propre à cette demande, 1 à 255 caractères visibles : renvoyée sous la même clé dans les 24 h, elle est répondue de même et ne s’écrit pas deux fois ; avec un autre corps, 422',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  example: '0b8e1a52-6f0c-4f0e-9a53-0d7d7c3f1c11',
};
