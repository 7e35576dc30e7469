import { z } from 'zod';
import {
  KEY_ACTIONS,
  KEY_KINDS,
  ORGANISATION_KINDS,
  PROFESSIONS,
  ROLES,
  SECURITY_EVENTS,
} from '#server/domain/facts/vocabulary';
import { absentAsNull, id, instant as writtenInstant } from './dataset-fields';
import { list } from './ids';
import { instant } from './instants';
import { writtenName as name, seenText, writtenText } from './texts';

/** Those who write: how they sign in, whom they invite, the keys they hold. Secrets are shown once. */

export const email = seenText
  .trim()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'adresse illisible');
const secret = z.string().min(1).max(1000);
/** What a browser's authenticator answers; read by the library that made the question. */
const authenticatorAnswer = z.looseObject({
  id: z.string(),
  response: z.looseObject({ clientDataJSON: z.string() }),
});

export const signInBody = z.strictObject({ email: z.string().max(254), password: secret });
export const codeBody = z.strictObject({ code: z.string().max(40) });
export const passkeyBody = z.strictObject({ response: authenticatorAnswer });
export const stepUpBody = z.union([codeBody, passkeyBody]);
export const registerPasskeyBody = z.strictObject({ name, response: authenticatorAnswer });
/** What the authenticator is to be asked, as the browser's own API takes it. */
export const authenticatorQuestion = z.looseObject({ challenge: z.string() });

export const SESSION_STATES = ['signed-out', 'over', 'unproved', 'signed-in'] as const;

/**
 * `GET /api/v1/session`. `needs`: what an unproved session still has to show, or to choose when it has none yet or
 * must change it.
 */
export const sessionRecord = z.object({
  state: z.enum(SESSION_STATES),
  needs: z.enum(['code', 'enrolment', 'password']).nullable(),
  /** When the session ends if nothing more is asked. */
  endsAt: instant.nullable(),
  steppedUpUntil: instant.nullable(),
  /** Until when the password typed again serves to change a factor. */
  passwordUntil: instant.nullable(),
  account: z.object({ id: z.string(), email: z.string(), name: z.string(), role: z.enum(ROLES) }).nullable(),
  organisation: z
    .object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(ORGANISATION_KINDS),
      professions: list(z.enum(PROFESSIONS)).nullable(),
      platforms: list(z.string()),
      mutuelles: list(z.string()),
    })
    .nullable(),
});
export type SessionRecord = z.infer<typeof sessionRecord>;

export const done = z.object({ done: z.literal(true) });

/** `GET /api/v1/account`: one's own factors and sessions. */
export const accountRecord = z.object({
  hasTotp: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  passkeys: list(
    z.object({ id: z.string(), name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() }),
  ),
  sessions: list(
    z.object({
      id: z.string(),
      createdAt: instant,
      lastSeenAt: instant,
      cameFrom: z.string(),
      agent: z.string(),
      isThis: z.boolean(),
    }),
  ),
});
export type AccountRecord = z.infer<typeof accountRecord>;

/** `POST /api/v1/session/password`. `keys`: whether one's own keys go with the password before. */
export const passwordBody = z.strictObject({
  current: secret,
  password: secret,
  keys: z.enum(['keep', 'revoke']).default('keep'),
});
/** `keys`: one's own that are in force still, for who wonders whether they were stolen too. */
export const passwordChanged = z.object({
  done: z.literal(true),
  keys: list(
    z.object({ id: z.string(), name: z.string(), createdAt: instant, lastUsedAt: instant.nullable() }),
  ),
});
export const passwordCheckBody = z.strictObject({ password: secret });
export const renewalBody = z.strictObject({ reason: absentAsNull(writtenText) });
/** `accounts`: of how many a new password is asked at their next sign-in. */
export const renewalAsked = z.object({ done: z.literal(true), accounts: z.number().int() });

export const totpOffer = z.object({ secret: z.string(), address: z.string() });
export const totpBody = z.strictObject({
  secret: z.string().regex(/^[A-Z2-7]{32}$/),
  code: z.string().max(40),
});
export const recoveryCodes = z.object({ codes: list(z.string()) });

export const invitationBody = z.strictObject({
  email,
  organisation: id.optional(),
  role: z.enum(ROLES).default('author'),
});
export const invitationRecord = z.object({
  id: z.string(),
  organisation: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  createdAt: instant,
  expiresAt: instant,
  acceptedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export const invitationList = z.object({ invitations: list(invitationRecord) });
/** `address` is shown once. */
export const invitationMade = z.object({ id: z.string(), address: z.string(), expiresAt: instant });
/** `isMailed`: the link leaves by mail too, unless its address has an account elsewhere, which is told to nobody. */
export const invitationSent = invitationMade.extend({ isMailed: z.boolean() });

/** `POST /api/v1/invitations/reading`: what a link invites to; its token stays out of addresses. */
export const tokenBody = z.strictObject({ token: z.string().max(200) });
export const invitationRead = z.object({
  email: z.string(),
  organisation: z.string(),
  role: z.enum(ROLES),
  expiresAt: instant,
});
export const acceptanceBody = tokenBody.extend({ name, password: secret });

/** `intervalSeconds`: of a probe's key, how often a result of each flow it measures is to be expected. */
/** `actions`: at least one of a key that writes, none of one that measures. `platforms` null: all one may write on. */
export const keyBody = z.strictObject({
  name,
  kind: z.enum(KEY_KINDS).default('writer'),
  actions: list(z.enum(KEY_ACTIONS)).default([]),
  platforms: list(id).nullable().default(null),
  /** At most a year ahead; 90 days unless told. */
  expiresAt: writtenInstant.optional(),
  intervalSeconds: z.number().int().min(10).max(86_400).default(300),
});
/** `secret` is shown once. */
export const keyMade = z.object({ id: z.string(), secret: z.string(), expiresAt: instant });
export const keyRecord = z.object({
  id: z.string(),
  account: z.string(),
  organisation: z.string(),
  kind: z.enum(KEY_KINDS),
  name: z.string(),
  actions: list(z.enum(KEY_ACTIONS)),
  platforms: list(z.string()).nullable(),
  intervalSeconds: z.number().int(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  /** Where it was used from, the newest network first. */
  networks: list(z.object({ network: z.string(), firstUsedAt: instant })),
});
/** `mayName`: the actions that a new key of one’s own organisation may name. */
export const keyList = z.object({ keys: list(keyRecord), mayName: list(z.enum(KEY_ACTIONS)) });

export const personRecord = z.object({
  id: z.string(),
  organisation: z.string(),
  /** Null: not told to who asks. */
  email: z.string().nullable(),
  name: z.string(),
  role: z.enum(ROLES),
  createdAt: instant,
  /** The machine's command answered for its holder: it counts as seven days old. */
  vouchedAt: instant.nullable(),
  disabledAt: instant.nullable(),
  /** A new password is to be chosen at the next sign-in; null: not told to who asks. */
  mustRenew: z.boolean().nullable(),
  suspendedAt: instant.nullable(),
});
export const personList = z.object({ accounts: list(personRecord) });
export const disablingBody = z.strictObject({ reason: absentAsNull(writtenText) });

/** `GET /api/v1/audit`: newest first; `next` is the cursor of the following page. */
export const auditRow = z.object({
  number: z.number().int(),
  at: instant,
  account: z.string().nullable(),
  name: z.string().nullable(),
  organisation: z.string().nullable(),
  via: z.enum(['session', 'key', 'command']),
  /** Null: not told to who asks, from this machine, or longer than thirty days ago. */
  cameFrom: z.string().nullable(),
  action: z.string(),
  noun: z.string(),
  id: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  hash: z.string(),
});
export const auditPage = z.object({ rows: list(auditRow), next: z.string().nullable() });
/** `GET /api/v1/security-events`: newest first; `times`: how many of the same since the last one told. */
const securityEventRecord = z.object({
  id: z.string(),
  at: instant,
  event: z.enum(SECURITY_EVENTS),
  account: z.string(),
  name: z.string(),
  organisation: z.string(),
  by: z.string().nullable(),
  cameFrom: z.string(),
  times: z.number().int(),
  about: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export const securityEventPage = z.object({ events: list(securityEventRecord), next: z.string().nullable() });

export type AuditRow = z.infer<typeof auditRow>;
