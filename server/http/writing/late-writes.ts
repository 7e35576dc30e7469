import type { Context } from 'hono';
import type { AuditEntry } from '#db/audit';
import { newId } from '#db/database';
import type { Answered } from '#db/idempotency';
import type { Documented } from '../kit/problems';

/** How far a write has come. `ending`: what is to be committed, once that was asked for. */
export type Progress = {
  account: string | null;
  isQueued: boolean;
  isBegun: boolean;
  ending: { answer: Answered; entry: AuditEntry | null } | null;
};
export const notBegun = (): Progress => ({ account: null, isQueued: false, isBegun: false, ending: null });

/** `status`: of its answer, null: it failed, which a commit may do without saying whether it was done. */
export type Late = {
  account: string;
  begunAt: Date;
  progress: Progress;
  over: { status: number | null } | null;
};

/** The oldest are forgotten first. */
const MOST = 2_000;

/** The writes of this instance whose askers were told to look later. */
export const createLateWrites = () => {
  const writes = new Map<string, Late>();
  return {
    /** `answered`: the status of its answer. Resolves to the id under which it is found. */
    keep(account: string, progress: Progress, begunAt: Date, answered: Promise<number>): string {
      const id = newId();
      const late: Late = { account, begunAt, progress, over: null };
      answered.then(
        (status) => {
          late.over = { status };
        },
        () => {
          late.over = { status: null };
        },
      );
      writes.set(id, late);
      for (const oldest of writes.keys()) {
        if (writes.size <= MOST) break;
        writes.delete(oldest);
      }
      return id;
    },
    find: (id: string, account: string): Late | null => {
      const late = writes.get(id);
      return late?.account === account ? late : null;
    },
  };
};
export type LateWrites = ReturnType<typeof createLateWrites>;

const PATH = '/api/v1/writes';

/** The answer to a write that was begun, of which nobody knows whether it is committed. */
export const awaitingCommit = (
  c: Context,
  lateWrites: LateWrites,
  { progress, begunAt, answered }: { progress: Progress; begunAt: Date; answered: Promise<number> },
): Documented => {
  const location = `${PATH}/${lateWrites.keep(progress.account ?? '', progress, begunAt, answered)}`;
  const headers = { Location: location, 'Cache-Control': 'no-store' };
  return c.json({ awaiting: 'commit', location }, 202, headers) as Response as Documented;
};
