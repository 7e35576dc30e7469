import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '#db/database';
import { hasAccounts } from '#db/first-steps';
import { issueFirstSteps } from '#server/accounts/first-steps';

/** A database that does not answer keeps no start waiting, milliseconds: the command invites as well. */
const WAIT_MS = 2_000;
/** How often it is asked again, while somebody reads, whether somebody has an account by now. */
const ASKED_AGAIN_MS = 1_000;

/** Whether nobody has an account yet, which home and the page of signing in say. Once somebody has, nothing is asked again. */
export const createUnclaimed = (db: Db) => {
  let isUnclaimed = false;
  let askedAt = 0;
  const ask = async (): Promise<void> => {
    askedAt = performance.now();
    isUnclaimed = !(await hasAccounts(db));
  };
  return {
    /** Makes the token of this start. Null: somebody has an account, or the database does not answer. */
    async begin(now: Date): Promise<string | null> {
      const made = issueFirstSteps(db, now).catch(() => null);
      const token = await Promise.race([made, pause(WAIT_MS, null, { ref: false })]);
      isUnclaimed = token !== null;
      return token;
    },
    /** As last heard: no page waits for it, and readers are shown it without the database too. */
    isSo(): boolean {
      // Unknown for a moment, it stays what it was.
      if (isUnclaimed && performance.now() - askedAt > ASKED_AGAIN_MS) ask().catch(() => undefined);
      return isUnclaimed;
    },
  };
};
