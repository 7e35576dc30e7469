import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Follow, Suspension } from '#server/domain/facts/follows';
import type {
  Channel,
  KeyAction,
  RestrictionAction,
  Role,
  SecurityEventKind,
} from '#server/domain/facts/vocabulary';
import type { ScopePart } from '#server/domain/speakers/restrictions';

/** Whom the public record does not show: accounts, what opens them, and the journal of what they did. */

export type Via = 'session' | 'key' | 'command';

type Json = JSONColumnType<object, string, string>;
type OptionalJson = JSONColumnType<object | null, string | null, string | null>;

export type WriterTables = {
  account: {
    id: string;
    organisation: string;
    email: string;
    name: string;
    role: Role;
    passwordHash: string | null;
    totpSecret: string | null;
    totpStep: string | null;
    invitedBy: string | null;
    createdAt: Date;
    /** May lie ahead: closed from then on. */
    disabledAt: Date | null;
    /** The machine's command answered for its holder. */
    vouchedAt: Date | null;
    /** The last recovery, new password or new factor; null: none since it was opened. */
    changedAt: Date | null;
    suspendedAt: ColumnType<Date | null, Date | null | undefined, Date | null>;
  };
  recoveryCode: { account: string; hash: string; usedAt: Date | null };
  passkey: {
    id: string;
    account: string;
    name: string;
    publicKey: Buffer;
    counter: string;
    transports: readonly string[];
    createdAt: Date;
    lastUsedAt: Date | null;
  };
  invitation: {
    id: string;
    tokenHash: string;
    organisation: string;
    email: string;
    role: Role;
    invitedBy: string | null;
    createdAt: Date;
    expiresAt: Date;
    acceptedAt: Date | null;
    revokedAt: Date | null;
  };
  session: {
    tokenHash: string;
    account: string;
    createdAt: Date;
    lastSeenAt: Date;
    provedAt: Date | null;
    steppedUpAt: Date | null;
    endedAt: Date | null;
    cameFrom: string;
    agent: string;
    mustRenew: Generated<boolean>;
    passwordAt: Date | null;
  };
  statementSession: { statement: string; session: string; saidAt: Date };
  challenge: { text: string; account: string | null; expiresAt: Date };
  letter: {
    kind: 'invitation' | 'return' | 'point-due' | 'point-late' | 'security';
    subject: string;
    recipient: string;
    writtenAt: Date;
    sealed: string | null;
    attempts: Generated<number>;
    dueAt: Date;
    settledAt: Date | null;
    failure: string | null;
  };
  vapid: { isOnly: Generated<boolean>; publicKey: string; sealedPrivateKey: string; madeAt: Date };
  firstStepsToken: { tokenHash: string; createdAt: Date; expiresAt: Date; usedAt: Date | null };
  totpOffer: { account: string; sealed: string; expiresAt: Date };
  passwordRenewal: {
    account: string;
    reason: 'asked' | 'wrong-codes';
    askedAt: Date;
    askedBy: string | null;
  };
  securityEvent: {
    id: GeneratedAlways<string>;
    at: Date;
    event: SecurityEventKind;
    account: string;
    organisation: string;
    by: string | null;
    cameFrom: string;
    times: number;
    about: Json;
  };
  apiKey: {
    id: string;
    hash: string;
    account: string;
    organisation: string;
    kind: 'writer' | 'probe';
    name: string;
    intervalSeconds: Generated<number>;
    /** Empty for a key that measures. */
    actions: readonly KeyAction[];
    platforms: readonly string[] | null;
    createdAt: Date;
    expiresAt: Date;
    endingToldAt: Date | null;
    /** May lie ahead: dead from then on. */
    revokedAt: Date | null;
    lastUsedAt: Date | null;
  };
  signInProvider: {
    organisation: string;
    name: string;
    issuer: string;
    clientId: string;
    clientSecret: string;
    changedAt: Date;
  };
  signInLink: { account: string; issuer: string; subjectHash: string; linkedAt: Date };
  keyNetwork: { key: string; network: string; firstUsedAt: Date; lastUsedAt: Date };
  professionalSession: { tokenHash: string; subjectHash: string; createdAt: Date; expiresAt: Date };
  audit: {
    number: string;
    at: Date;
    account: string | null;
    organisation: string | null;
    via: Via;
    key: string | null;
    action: string;
    noun: string;
    id: string;
    before: OptionalJson;
    after: OptionalJson;
    previous: string;
    hash: string;
  };
  auditHead: { single: Generated<boolean>; number: string; hash: string };
  auditOrigin: { number: string; at: Date; cameFrom: string; agent: string | null };
  identity: {
    digest: string;
    noun: string;
    id: string;
    salt: string | null;
    content: OptionalJson;
    blankedAt: Date | null;
  };
  headsRecipient: { organisation: string; address: string; since: Date };
  signingKey: {
    keyId: string;
    publicKey: string;
    since: Date;
    until: Date | null;
    revokedAt: Date | null;
  };
  idempotency: {
    scope: string;
    key: string;
    fingerprint: string;
    status: number;
    headers: Json;
    body: string;
    createdAt: Date;
  };
  request: {
    id: string;
    action: 'closing' | 'retraction';
    target: string;
    account: string;
    organisation: string;
    body: Json;
    askedAt: Date;
    doneAt: Date | null;
  };
  restriction: {
    id: string;
    action: RestrictionAction;
    target: string;
    organisation: string;
    scope: JSONColumnType<ScopePart | null, string | null, string | null>;
    reason: string | null;
    account: string;
    askedAt: Date;
    takesEffectAt: Date | null;
    settledBy: string | null;
    settledAt: Date | null;
    cancelledBy: string | null;
    cancelledAt: Date | null;
    appliedAt: Date | null;
  };
  proposal: {
    id: string;
    organisation: string;
    account: string;
    action: 'mutuelle' | 'convention' | 'convention-end';
    mutuelle: string;
    content: Json;
    proposedAt: Date;
    decidedAt: Date | null;
    decidedBy: string | null;
    accepted: boolean | null;
    note: string | null;
  };
  directorySource: {
    id: string;
    url: string;
    isReplacing: boolean;
    addedAt: Date;
    addedBy: string;
    removedAt: Date | null;
    removedBy: string | null;
    readAt: Date | null;
    failure: string | null;
    waiting: Buffer | null;
    waitingDigest: string | null;
    waitingSince: Date | null;
    putAsideDigest: string | null;
  };
  draft: { account: string; form: string; content: Json; savedAt: Date };
  subscriber: {
    id: string;
    channel: Channel;
    target: string;
    targetDigest: string;
    share: string;
    createdAt: Date;
    confirmedAt: Date | null;
    suspendedAt: ColumnType<Date | null, Date | null | undefined, Date | null>;
    suspendedFor: ColumnType<Suspension | null, Suspension | null | undefined, Suspension | null>;
    refusals: Generated<number>;
    /** A letter about the subscription itself is owed since then. */
    letterAskedAt: ColumnType<Date | null, Date | null | undefined, Date | null>;
    letterDueAt: ColumnType<Date | null, Date | null | undefined, Date | null>;
    letterQuery: ColumnType<string | null, string | null | undefined, string | null>;
  };
  follow: Follow & { subscriber: string; position: number };
  delivery: {
    subscriber: string;
    share: string;
    known: string;
    owed: string;
    dueAt: Date | null;
    priority: Generated<number>;
    claimedUntil: Date | null;
    message: string | null;
    tried: string | null;
    attempts: Generated<number>;
    failingSince: Date | null;
    failure: string | null;
    deliveredAt: Date | null;
  };
  fanOut: { single: Generated<boolean>; number: Generated<string>; seq: Generated<string>; at: Date | null };
  fanOutValue: { subject: string; value: string };
  fanOutChange: {
    number: string;
    subject: string;
    before: string | null;
    after: string;
    reach: OptionalJson;
  };
};
