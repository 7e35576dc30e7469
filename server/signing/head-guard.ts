import { checkNewRows, commitsBetween, holdsRow } from '#db/audit-ends';
import type { Db } from '#db/database';
import { readHead } from '#db/directory';
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

/** Accounts decide who may confirm whom: they are compared with the journal this often, or a little later. */
const ACCOUNTS_AGAIN = 9 * SECOND;
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
  let accounts: { at: number; fault: string | null } = { at: 0, fault: null };
  let shoutedAt = 0;

  const lastSigned = async (): Promise<SignedHead | null> => {
    last ??= (await heads.list()).at(-1) ?? null;
    return last;
  };
  const accountFault = async (): Promise<string | null> => {
    if (+now() - accounts.at < ACCOUNTS_AGAIN) return accounts.fault;
    const account = watchedAs('account');
    const { faults } = await checkStates(db, account ? [account] : []);
    accounts = { at: +now(), fault: faults[0] ?? null };
    return accounts.fault;
  };
  const faultOf = async ({ seq, auditHead: head }: End): Promise<string | null> => {
    const signed = await lastSigned();
    if (signed && seq < signed.seq) return `le numéro ${signed.seq} a été signé, la base est au ${seq}`;
    if (signed && head.number < signed.number)
      return `la ligne ${signed.number} a été signée, le journal s’arrête à la ligne ${head.number}`;
    if (signed && !(await holdsRow(db, signed)))
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
      const end = await readHead(db);
      return settle(end, (await faultOf(end)) ?? (await accountFault()));
    },
    /** Checks an end just read, unless it is the one last checked; accounts are not compared. */
    async doubt(end: End): Promise<string | null> {
      if (looked && isSameEnd(looked, end)) return refused;
      return settle(end, (await faultOf(end)) ?? accounts.fault);
    },
    /** The refusal found by the last check; null: none. */
    refusal: () => refused,
    /** Before a signature is given away: what is signed is never gone back on. */
    async keep({ seq, auditHead }: End, generatedAt: Date, signer: Signer): Promise<void> {
      const { keyId } = signer;
      const said = { ...auditHead, seq, generatedAt: generatedAt.toISOString(), keyId };
      const known = await lastSigned();
      if (known && isSame(known, auditHead) && known.seq === seq) return;
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
