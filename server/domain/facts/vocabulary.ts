/** The closed lists of the trade (RULES.md 1). Data first, types follow. */

export const FLOWS = ['idb', 'clc', 'pec', 'dre', 'arl', 'noemie', 'virement', 'portail', 'carte'] as const;
export type Flow = (typeof FLOWS)[number];

export const PROFESSIONS = [
  'pharmacist',
  'optician',
  'physician',
  'dentist',
  'audiologist',
  'nurse',
  'physiotherapist',
  'midwife',
  'laboratory',
  'radiologist',
  'medical-transport',
  'health-centre',
  'hospital',
] as const;
export type Profession = (typeof PROFESSIONS)[number];

/** « Simple »: the rate on the card is enough. « Complex »: needs a prior answer for a precise amount (pec). */
export const MODELS = ['simple', 'complex', 'hospital'] as const;
export type Model = (typeof MODELS)[number];

export const MODEL_OF: Record<Profession, Model> = {
  pharmacist: 'simple',
  optician: 'complex',
  physician: 'simple',
  dentist: 'complex',
  audiologist: 'complex',
  nurse: 'simple',
  physiotherapist: 'simple',
  midwife: 'simple',
  laboratory: 'simple',
  radiologist: 'simple',
  'medical-transport': 'simple',
  'health-centre': 'simple',
  hospital: 'hospital',
};

/** In order of severity: a later one is worse. */
export const HEALTHS = ['operational', 'degraded', 'maintenance', 'unknown', 'down'] as const;
export type Health = (typeof HEALTHS)[number];

export const DECLARED_HEALTHS = ['operational', 'degraded', 'maintenance', 'down'] as const;
export type DeclaredHealth = (typeof DECLARED_HEALTHS)[number];

export const BASES = [
  'presumed',
  'declared',
  'observed',
  'announced',
  'contested',
  'reported',
  'lapsed',
  'silent',
] as const;
export type Basis = (typeof BASES)[number];

export const VERDICTS = ['possible', 'restricted', 'suspended', 'depends', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * The board's order and filters, worst first; `no-convention` is never mixed with `unknown`. `likely`: of those without
 * a known convention, those with a likely operator.
 */
export const BOARD_GROUPS = [
  'suspended',
  'depends',
  'unknown',
  'restricted',
  'likely',
  'possible',
  'no-convention',
] as const;
export type BoardGroup = (typeof BOARD_GROUPS)[number];

/** In order of severity: a later one is worse. */
export const PAYMENTS = ['normal', 'unknown', 'delayed', 'suspended'] as const;
export type Payment = (typeof PAYMENTS)[number];

/** What is said of the invoices of a day. */
export const PAYMENT_STATES = ['paid', 'missing', 'promised'] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];

export const PLATFORM_KINDS = ['operator', 'network', 'concentrator', 'infrastructure'] as const;
export type PlatformKind = (typeof PLATFORM_KINDS)[number];

export const ORGANISATION_KINDS = ['operator', 'union', 'mutuelle', 'authority', 'press', 'desk'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** An author writes for its organisation, a manager invites into it too, the desk keeps the service. */
export const ROLES = ['author', 'manager', 'desk'] as const;
export type Role = (typeof ROLES)[number];

/** What a key may: write in the name of its account, or push what it measures. */
export const KEY_KINDS = ['writer', 'probe'] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** What a key that writes may name among its actions; the rest is done by a session, or by a key that measures. */
export const KEY_ACTIONS = [
  'statement',
  'retraction',
  'incident',
  'update',
  'maintenance',
  'cancellation',
  'notice',
  'correction',
  'withdrawal',
  'payment',
  'proposal',
] as const;
export type KeyAction = (typeof KEY_ACTIONS)[number];

export const PRECISIONS = ['minute', 'hour', 'day', 'week'] as const;
export type Precision = (typeof PRECISIONS)[number];

export const STAGES = ['investigating', 'identified', 'monitoring', 'resolved', 'postmortem'] as const;
export type Stage = (typeof STAGES)[number];

/** What a probe found. */
export const OUTCOMES = ['ok', 'failed', 'timeout'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What availability is counted from: everything; only what was said; only what was measured. */
export const AVAILABILITY_READINGS = ['judged', 'declared', 'measured'] as const;
export type AvailabilityReading = (typeof AVAILABILITY_READINGS)[number];

/** Who measures: `http`, `tcp`, `tls` and `dns` are run from here, a `heartbeat` calls us, a key has `pushed`. */
export const PROBE_KINDS = ['http', 'tcp', 'tls', 'dns', 'heartbeat', 'pushed'] as const;
export type ProbeKind = (typeof PROBE_KINDS)[number];

/** What one professional says of a flow. */
export const REPORT_OUTCOMES = ['passes', 'blocked'] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];

/** What one professional says of the directory: this platform serves this mutuelle for my profession, or does not. */
export const REMARK_SAYINGS = ['served', 'not-served'] as const;
export type RemarkSaying = (typeof REMARK_SAYINGS)[number];

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const ADVICE_CODES = [
  'no-prior-agreement-no-tiers-payant',
  'patient-pays',
  'defer-file',
  'use-paper-card',
  'continue-on-card',
  'keep-invoices',
  'send-later',
  'use-portal',
  'call-operator',
  'check-operator-on-card',
  'check-transfers',
  'warn-bank',
  'amo-part-continues',
  'await-instructions',
  'beware-phishing',
] as const;
export type AdviceCode = (typeof ADVICE_CODES)[number];

/** Why a verdict: a flow in a health (`pec-down`), or one of the words below. Sentences live in `app/words`. */
export const PLAIN_REASONS = [
  'presumed',
  'declared',
  'observed',
  'unaffected',
  'different-platforms',
  'some-mutuelles',
  'no-convention',
] as const;
export type Reason = (typeof PLAIN_REASONS)[number] | `${Flow}-${Exclude<Health, 'operational'>}`;
export const REASONS: readonly Reason[] = [
  ...PLAIN_REASONS,
  ...FLOWS.flatMap((flow) =>
    HEALTHS.flatMap((health): Reason[] => (health === 'operational' ? [] : [`${flow}-${health}`])),
  ),
];

/** What Statuspage v2 says of a component; in order of severity: a later one is worse. */
export const COMPONENT_STATUSES = [
  'operational',
  'under_maintenance',
  'degraded_performance',
  'partial_outage',
  'major_outage',
] as const;
export type ComponentStatus = (typeof COMPONENT_STATUSES)[number];

/** What Statuspage v2 says an incident did; in order of severity. */
export const IMPACTS = ['none', 'minor', 'major', 'critical'] as const;
export type Impact = (typeof IMPACTS)[number];

/** Acts that take something from other people, or that are announced in the same way. */
export const RESTRICTIONS = [
  'account-closing',
  'account-suspension',
  'scope-narrowing',
  'scope-widening',
  'probe-stopping',
  'key-revocation',
] as const;
export type RestrictionAction = (typeof RESTRICTIONS)[number];

export const RESTRICTION_STATES = ['awaiting-second', 'pending', 'in-force', 'cancelled'] as const;
export type RestrictionState = (typeof RESTRICTION_STATES)[number];

/** What is told to the owner of an account, and to those who answer for it. */
export const SECURITY_EVENTS = [
  'sign-in-failed',
  'wrong-code',
  'wrong-password',
  'codes-locked',
  'too-many',
  'out-of-scope',
  'not-second-person',
  'cross-site',
  'new-browser',
  'factor-added',
  'factor-removed',
  'recovery-codes',
  'password-changed',
  'password-renewal',
  'session-ended',
  'sessions-ended',
  'key-made',
  'key-revoked',
  'key-new-network',
  'key-ends-soon',
  'account-opened',
  'account-recovered',
  'account-closed',
  'account-reopened',
  'restriction-asked',
  'restriction-confirmed',
  'restriction-cancelled',
] as const;
export type SecurityEventKind = (typeof SECURITY_EVENTS)[number];

/** What one may be told of: the answer at the counter, days of payment, notices, maintenances, each step of an incident. */
export const FOLLOWED_KINDS = ['change', 'payment', 'notice', 'maintenance', 'incident'] as const;
export type FollowedKind = (typeof FOLLOWED_KINDS)[number];

/** By what somebody is told. */
export const CHANNELS = ['email', 'webhook', 'push'] as const;
export type Channel = (typeof CHANNELS)[number];

/** In which form a webhook is written: ours, or the one that a chat takes as it is. */
export const WEBHOOK_SHAPES = ['comptoir', 'slack', 'teams', 'discord'] as const;
export type WebhookShape = (typeof WEBHOOK_SHAPES)[number];
/**
 * What becomes of the draft of an outage that a tool tells: `waiting` for somebody to say it, `over` before anybody did,
 * `published`, `returning` once the tool says that it is back, `returned` once somebody said so, or `dropped`.
 */
export const ALERT_STATES = ['waiting', 'over', 'published', 'returning', 'returned', 'dropped'] as const;
export type AlertState = (typeof ALERT_STATES)[number];
/** Those that wait for somebody. */
export const WAITING_ALERT_STATES = ['waiting', 'over', 'returning'] as const satisfies readonly AlertState[];
