import { type RawBuilder, sql } from 'kysely';
import { CONFIRMATION_LASTS } from '#server/domain/facts/follows';
import { RUNS_KEPT } from '#server/domain/facts/time-rules';
import type { Db } from './database';
import { MOVED_FACTS_KEPT } from './moved-facts';

/**
 * What each table and each store of files holds of people, how long, and what takes it away. A test asks that every
 * table of the schema is named here; the page on personal data says the same periods. README.md of this folder reads it.
 */
export type Store = {
  /** In a few words; null: of nobody. */
  people: string | null;
} & (
  | { lasts: 'always' }
  /** As long as the account exists; accounts are closed, never removed, since the journal names them. */
  | { lasts: 'account' }
  /** Gone when whoever subscribed leaves. */
  | { lasts: 'subscription' }
  /** Milliseconds, counted from `since`. `by`: what takes it away when that is not the job on duty. */
  | { lasts: number; since: string; by: string }
  | { lasts: number; since: string; isOver: (limit: Date) => RawBuilder<boolean> }
);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Alarms of 90 days of reports are compared with what was usual at their hours in the eight weeks before. */
const REPORT_HOURS_KEPT = 150 * DAY;
/** What practices read on cards is told for a year. */
const REMARKS_KEPT = 400 * DAY;

const PUBLIC: Store = { people: null, lasts: 'always' };

export const TABLES: Readonly<Record<string, Store>> = {
  platform: PUBLIC,
  dependency: PUBLIC,
  mutuelle: PUBLIC,
  convention: PUBLIC,
  organisation: PUBLIC,
  incident: PUBLIC,
  incident_began: PUBLIC,
  incident_update: PUBLIC,
  closing: PUBLIC,
  statement: PUBLIC,
  confirmation: PUBLIC,
  retraction: PUBLIC,
  maintenance: PUBLIC,
  notice: PUBLIC,
  payment_day: PUBLIC,
  seq: PUBLIC,
  clock: PUBLIC,
  moved_fact: {
    people: null,
    lasts: MOVED_FACTS_KEPT,
    since: 'the change',
    isOver: (limit) => sql`at < ${limit}`,
  },
  migration: PUBLIC,
  signing_key: PUBLIC,
  vapid: PUBLIC,
  probe: PUBLIC,
  probe_version: { people: 'which account defined what measures', lasts: 'always' },
  probe_approval: { people: 'which account approved it', lasts: 'always' },
  probe_switch: { people: 'which account turned it on or off', lasts: 'always' },
  witnessing_probe: PUBLIC,
  observation: { people: null, lasts: 90 * DAY, since: 'the end of its month', by: 'keepMonths' },
  observation_run: {
    people: null,
    lasts: RUNS_KEPT,
    since: 'its last result, the last run of a probe excepted',
    isOver: (limit) => sql`last_at < ${limit} and exists (
      select from observation_run as later
      where later.probe = observation_run.probe and later.first_at > observation_run.first_at
    )`,
  },
  observation_hour: PUBLIC,
  observation_day: PUBLIC,
  availability_count: PUBLIC,
  availability_month: PUBLIC,
  availability_day: PUBLIC,
  availability_due: { people: null, lasts: HOUR, since: 'its row', by: 'countAvailability' },

  account: { people: 'a writer’s name, e-mail address, password and codes, sealed', lasts: 'account' },
  recovery_code: { people: 'digests of codes', lasts: 'account' },
  passkey: { people: 'a public key, when it last served', lasts: 'account' },
  api_key: { people: 'the digest of a key, when it last served', lasts: 'account' },
  sign_in_provider: PUBLIC,
  sign_in_link: { people: 'a keyed digest of who a writer is at its own provider', lasts: 'account' },
  key_network: {
    people: 'from which networks a key was used',
    lasts: 30 * DAY,
    since: 'the end of its key',
    isOver: (limit) => sql`key in (select id from api_key where least(revoked_at, expires_at) < ${limit})`,
  },
  audit: { people: 'which account did what', lasts: 'always' },
  audit_origin: {
    people: 'from which network, and with which browser, an account did something',
    lasts: 30 * DAY,
    since: 'the row of the journal',
    isOver: (limit) => sql`at < ${limit}`,
  },
  identity: { people: 'names and addresses of writers, until they are blanked', lasts: 'account' },
  heads_recipient: { people: 'the address that the heads of the journal are sent to', lasts: 'account' },
  audit_head: PUBLIC,
  request: { people: 'which account asked for a second person', lasts: 'always' },
  restriction: { people: 'which account restricted whom, who agreed, who called it off', lasts: 'always' },
  proposal: { people: 'which account proposed, which one decided', lasts: 'always' },
  directory_source: { people: 'which account added or removed it', lasts: 'always' },
  remark_decision: { people: 'which account decided', lasts: 'always' },
  invitation: { people: 'the e-mail address of whoever is invited', lasts: 'account' },
  session: {
    people: 'when, from which network and with which browser an account was signed in',
    lasts: 30 * DAY,
    since: 'its end',
    // One that nobody ended was over half an hour after it was last seen.
    isOver: (limit) => sql`coalesce(ended_at, last_seen_at + interval '30 minutes') < ${limit}`,
  },
  statement_session: {
    people: 'in which session a bad word was said: that session may take it back',
    lasts: HOUR,
    since: 'the word',
    isOver: (limit) => sql`said_at < ${limit}`,
  },
  security_event: {
    people: 'what was tried at an account or changed of it, from which network',
    lasts: 90 * DAY,
    since: 'the event',
    isOver: (limit) => sql`at < ${limit}`,
  },
  first_steps_token: {
    people: null,
    lasts: DAY,
    since: 'its end, a day after the start that printed it',
    isOver: (limit) => sql`expires_at < ${limit}`,
  },
  letter: {
    people: 'which account was written to, of what; the token of an invitation, sealed until it is sent',
    lasts: 30 * DAY,
    since: 'the letter',
    isOver: (limit) => sql`written_at < ${limit}`,
  },
  password_renewal: { people: 'which account has to choose a new password', lasts: 'account' },
  totp_offer: {
    people: 'a secret offered to an application of codes, sealed',
    lasts: 0,
    since: 'its end, fifteen minutes',
    isOver: (limit) => sql`expires_at < ${limit}`,
  },
  challenge: {
    people: 'which account is signing in by passkey',
    lasts: 0,
    since: 'its end, five minutes',
    isOver: (limit) => sql`expires_at < ${limit}`,
  },
  draft: {
    people: 'what a writer typed and has not sent',
    lasts: 30 * DAY,
    since: 'the last time it was saved',
    isOver: (limit) => sql`saved_at < ${limit}`,
  },
  connector: { people: 'which account made or revoked it', lasts: 'always' },
  connector_link: { people: 'which account made or removed it', lasts: 'always' },
  connector_payload: {
    people: null,
    lasts: 7 * DAY,
    since: 'the last time it was sent',
    isOver: (limit) => sql`heard_at < ${limit}`,
  },
  tool_alert: {
    people: 'which account said it, or dropped it',
    lasts: 90 * DAY,
    since: 'its end, once somebody has said or dropped it',
    isOver: (limit) => sql`state in ('returned', 'dropped') and greatest(ended_at, settled_at) < ${limit}`,
  },
  idempotency: {
    people: 'what was answered to an account',
    lasts: DAY,
    since: 'the answer',
    isOver: (limit) => sql`created_at < ${limit}`,
  },
  attempt: {
    people: 'tries from a network, at an address of which a keyed digest is kept',
    lasts: HOUR,
    since: 'the end of its limit, a week at most',
    isOver: (limit) => sql`to_timestamp(expire / 1000.0) < ${limit}`,
  },
  professional_session: {
    people: 'a keyed digest of a professional who is signed in',
    lasts: 0,
    since: 'its end, twelve hours at most',
    isOver: (limit) => sql`expires_at < ${limit}`,
  },
  report_salt: {
    people: 'what is needed to compute who reports',
    lasts: 2 * DAY,
    since: 'the beginning of its day',
    by: 'forgetReporters',
  },
  report: {
    people: 'the digest of a practice, blanked with the salt of its day, two days at most',
    lasts: 90 * DAY,
    since: 'the report',
    isOver: (limit) =>
      sql`reported_at < least(${limit}::timestamptz, clock_timestamp() - interval '90 days')`,
  },
  report_hour: {
    people: null,
    lasts: REPORT_HOURS_KEPT,
    since: 'the hour',
    isOver: (limit) => sql`hour < ${limit}`,
  },
  remark: {
    people: 'the digest of a practice, blanked as for a report; one number in 64 stays, which finds nobody',
    lasts: REMARKS_KEPT,
    since: 'the remark',
    isOver: (limit) =>
      sql`remarked_at < least(${limit}::timestamptz, clock_timestamp() - interval '400 days')`,
  },
  subscriber: {
    people: 'an address to be told at, sealed',
    lasts: CONFIRMATION_LASTS,
    since: 'the request, of an address that does not confirm it; until it leaves, of one that does',
    isOver: (limit) => sql`confirmed_at is null and created_at < ${limit}`,
  },
  follow: { people: 'what whoever is told follows', lasts: 'subscription' },
  delivery: { people: 'whether messages arrive', lasts: 'subscription' },
  fan_out: PUBLIC,
  fan_out_value: PUBLIC,
  fan_out_change: PUBLIC,
};

/** By what they are called in DATA_DIR; outside it, between brackets. */
export const FILES: Readonly<Record<string, Store>> = {
  postgres: { people: 'all of the tables above; its log holds no statement', lasts: 'always' },
  'postgres.log': PUBLIC,
  'postgres.binaries': PUBLIC,
  'clock.json': PUBLIC,
  'secret.key': PUBLIC,
  keys: PUBLIC,
  'signed-heads': PUBLIC,
  address: PUBLIC,
  'record.kept': PUBLIC,
  public: PUBLIC,
  '(backups)': {
    people: 'the tables above but those that let somebody in; no salt, no digest of a reporter',
    lasts: 90 * DAY,
    since: 'the backup',
    by: 'whoever keeps the machine',
  },
  '(WAL archives, replicas, snapshots of disks)': {
    people: 'all of the tables above, salts included',
    lasts: 2 * DAY,
    since: 'their writing',
    by: 'whoever keeps the machine',
  },
  '(logs of the service)': {
    people: 'no address of people, no text',
    lasts: 30 * DAY,
    since: 'the line',
    by: 'journald, as server/deploy/comptoir.service says',
  },
  '(logs of the proxy)': {
    people: 'a network, the path that was asked without its query',
    lasts: 30 * DAY,
    since: 'the line',
    by: 'logrotate, as server/deploy/nginx.conf says',
  },
};

/** Deletes rows of a table whose time is over, `most` at once. Resolves to how many went. */
export const deleteOver = async (db: Db, table: string, now: Date, most: number): Promise<number> => {
  const store = TABLES[table];
  if (!store || !('isOver' in store)) return 0;
  const name = sql.table(table);
  const { numAffectedRows } = await sql`
    delete from ${name} where ctid = any(array(
      select ctid from ${name} where ${store.isOver(new Date(+now - store.lasts))} limit ${most}
    ))
  `.execute(db);
  return Number(numAffectedRows ?? 0);
};
