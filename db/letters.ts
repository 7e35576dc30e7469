import { sql } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

/** What a letter is known by: one is sent of each. */
export type LetterKey = Pick<Tables['letter'], 'kind' | 'subject' | 'recipient'>;

/** Whoever takes a letter has it for itself so long: should it die, another takes it. */
const HELD = sql`interval '2 minutes'`;

/** Of letters that are owed now, those whose turn it is, held for whoever takes them. */
export const takeLetters = async (db: Db, keys: readonly LetterKey[], now: Date): Promise<LetterKey[]> => {
  if (keys.length === 0) return [];
  const { rows } = await sql<LetterKey>`
    insert into letter (kind, subject, recipient, written_at, due_at, attempts)
    select kind, subject, recipient, ${now}::timestamptz, ${now}::timestamptz + ${HELD}, 1
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as owed (kind text, subject text, recipient text)
    on conflict (kind, subject, recipient) do update
    set due_at = excluded.due_at, attempts = letter.attempts + 1
    where letter.settled_at is null and letter.due_at <= ${now}
    returning kind, subject, recipient
  `.execute(db);
  return rows;
};

const of = ({ kind, subject, recipient }: LetterKey) => sql<boolean>`
  (kind, subject, recipient) = (${kind}, ${subject}, ${recipient})
`;

/** It was sent, or never will be: `failure` says which. */
export const settleLetter = (db: Db, key: LetterKey, settledAt: Date, failure: string | null) =>
  db.updateTable('letter').set({ settledAt, failure, sealed: null }).where(of(key)).execute();

/** A minute, two, four… two hours at most. */
export const postponeLetter = (db: Db, key: LetterKey, now: Date, failure: string) =>
  db
    .updateTable('letter')
    .set({
      dueAt: sql`${now}::timestamptz + least(interval '2 hours', interval '1 minute' * 2 ^ (attempts - 1))`,
      failure,
    })
    .where(of(key))
    .execute();

/** To send once the transaction is over. */
export const addInvitationLetter = (trx: Db, invitation: string, sealed: string, now: Date) =>
  trx
    .insertInto('letter')
    .values({
      kind: 'invitation',
      subject: invitation,
      recipient: invitation,
      writtenAt: now,
      dueAt: now,
      sealed,
      settledAt: null,
      failure: null,
    })
    .execute();

/** Invitations that still open something, whose letter was not sent. */
export const listInvitationLetters = (db: Db, now: Date) =>
  db
    .selectFrom('letter')
    .innerJoin('invitation', 'invitation.id', 'letter.subject')
    .innerJoin('organisation', 'organisation.id', 'invitation.organisation')
    .leftJoin('account', 'account.id', 'invitation.invitedBy')
    .select([
      'invitation.id',
      'invitation.email',
      'invitation.expiresAt',
      'organisation.name as organisation',
      'account.name as invitedBy',
      'letter.sealed',
    ])
    .where('letter.kind', '=', 'invitation')
    .where('letter.settledAt', 'is', null)
    .where('invitation.acceptedAt', 'is', null)
    .where('invitation.revokedAt', 'is', null)
    .where('invitation.expiresAt', '>', now)
    .where('letter.sealed', 'is not', null)
    .$narrowType<{ sealed: string }>()
    .execute();
