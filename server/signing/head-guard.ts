import { checkNewRows, commitsBetween, holdsRow, readEnds } from '#db/audit-ends';
import type { Db } from '#db/database';
import { checkStates } from '#db/states';
import { watchedAs } from '#db/watched';
import { MINUTE, SECOND } from '#server/domain/facts/intervals';
import type { Signer } from './sign';
import { headText, type SignedHead, type SignedHeads } from './signed-heads';

type Head = { number: number; hash: string };
/** The end of the journal, and the number of the last change. */
type End = { seq: number; auditHead: Head };

type Given = {
  db: Db;
  heads: SignedHeads;
  now: () => Date;
  /** Tells that the journal is not what was signed, once a minute while it lasts. */
  shout: (why: string) => void;
};

/**
 * Accounts decide who may confirm whom: they are compared with the journal when a row of either changed, and this often,
 * or a little later, all the same.
 */
const ACCOUNTS_AGAIN = 50 * SECOND;
const SHOUT_AGAIN = MINUTE;

/**
 * Says whether the end of the journal may be signed: nothing behind, or beside, what was signed here already, and no
 * account that is not as the journal says.
 */
export const createHeadGuard = ({ db, heads, now, shout }: Given) => {
  let last: SignedHead | null | undefined;
  let checked: Head | null = null;
  let looked: End | null = null;
  let found: { end: End; signed: SignedHead | null } | null = null;
  let refused: string | null = null;
  let accounts: { at: number; rows: string; fault: string | null } = { at: 0, rows: '', fault: null };
  let shoutedAt = 0;

  const lastSigned = async (): Promise<SignedHead | null> => {
    last ??= (await heads.list()).at(-1) ?? null;
    return last;
  };
  /** `rows`: another text when any of what is compared may have changed. */
  const accountFault = async (rows: string): Promise<string | null> => {
    const age = +now() - accounts.at;
    if (rows === accounts.rows && age >= 0 && age < ACCOUNTS_AGAIN) return accounts.fault;
    const account = watchedAs('account');
    const { faults } = await checkStates(db, account ? [account] : []);
    accounts = { at: +now(), rows, fault: faults[0] ?? null };
    return accounts.fault;
  };
  const faultOf = async (
    { seq, auditHead: head }: End,
    isHeld: (signed: SignedHead) => Promise<boolean>,
  ): Promise<string | null> => {
    const signed = await lastSigned();
    if (signed && seq < signed.seq) return `le numéro ${signed.seq} a été signé, la base est au ${seq}`;
    if (signed && head.number < signed.number)
      return `la ligne ${signed.number} a été signée, le journal s’arrête à la ligne ${head.number}`;
    if (signed && !(await isHeld(signed)))
      return `la ligne ${signed.number} du journal n’est plus celle qui a été signée`;
    // Neither the journal nor the number moved since all of it was found well: there is no new row to check.
    if (found && found.signed === signed && isSameEnd(found.end, { seq, auditHead: head })) return null;
    const fault = await checkNewRows(db, checked ?? signed ?? head, head);
    if (fault) return fault;
    // Set back, the number would reach the one signed again with the next words, over another content.
    if (signed && seq - signed.seq < (await commitsBetween(db, signed.number, head.number)))
      return `le numéro ${signed.seq} a été signé, la base n’est qu’au ${seq} alors que des faits s’y sont ajoutés`;
    checked = head;
    found = { end: { seq, auditHead: head }, signed };
    return null;
  };
  const settle = (end: End, fault: string | null): string | null => {
    looked = end;
    refused = fault;
    if (refused && +now() - shoutedAt >= SHOUT_AGAIN) {
      shoutedAt = +now();
      shout(refused);
    }
    return refused;
  };

  return {
    /** Null: it may. Looks at the database. */
    async look(): Promise<string | null> {
      const signed = await lastSigned();
      const { end, isHeld, accounts: rows } = await readEnds(db, signed);
      // What was signed meanwhile is asked about by itself.
      const fault = await faultOf(end, async (each) => (each === signed ? isHeld : holdsRow(db, each)));
      return settle(end, fault ?? (await accountFault(rows)));
    },
    /** Checks an end just read, unless it is the one last checked; accounts are not compared. */
    async doubt(end: End): Promise<string | null> {
      if (looked && isSameEnd(looked, end)) return refused;
      return settle(end, (await faultOf(end, (signed) => holdsRow(db, signed))) ?? accounts.fault);
    },
    /** The refusal found by the last check; null: none. */
    refusal: () => refused,
    /** Before a signature is given away: what is signed is never gone back on. */
    async keep({ seq, auditHead }: End, generatedAt: Date, signer: Signer): Promise<void> {
      const { keyId } = signer;
      const said = { ...auditHead, seq, generatedAt: generatedAt.toISOString(), keyId };
      const known = await lastSigned();
      // The chain holds all that is before its end: one that is kept already answers for every older one.
      if (known && (known.seq > seq || (known.seq === seq && isSame(known, auditHead)))) return;
      const head = { ...said, signature: signer.sign(Buffer.from(headText(said))) };
      await heads.keep(head);
      last = head;
    },
  };
};

const isSameEnd = (one: End, other: End): boolean =>
  one.seq === other.seq && isSame(one.auditHead, other.auditHead);
const isSame = (one: Head, other: Head): boolean => one.number === other.number && one.hash === other.hash;

export type HeadGuard = ReturnType<typeof createHeadGuard>;
