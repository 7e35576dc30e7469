import { DAY } from '../facts/intervals';

/**
 * An account as independence sees it. `inviters`: account ids from its own inviter up to the last one; the chain ends
 * at the machine's command, which joins nobody. `changedAt`: the newest of its opening, its recovery, a new password
 * and a new factor.
 */
export type Person = {
  account: string;
  organisation: string;
  createdAt: Date;
  vouchedAt: Date | null;
  inviters: readonly string[];
  changedAt: Date;
};

/** Nobody here said it: it was read in a file, in that organisation's name. */
export const importedFrom = (organisation: string): Person => ({
  account: '',
  organisation,
  createdAt: new Date(0),
  vouchedAt: null,
  inviters: [],
  changedAt: new Date(0),
});

export const INDEPENDENCE_AGE = 7 * DAY;

export type NotIndependent =
  | 'same-account'
  | 'joined-by-invitation'
  | 'too-recent'
  | 'changed-since-outage'
  | 'by-key';

/** `outageSince` null: nothing is down. `isByKey`: one of the two acts, or acted, by an API key. */
export type Asked = { now: Date; outageSince: Date | null; isByKey?: boolean };

/**
 * Why two persons are not independent; null: they are. Whatever can turn a board green, and every act of power over
 * people that is done by two, asks this and nothing else.
 */
export const notIndependent = (one: Person, other: Person, asked: Asked): NotIndependent | null => {
  if (one.account === other.account) return 'same-account';
  if (areJoined(one, other)) return 'joined-by-invitation';
  if (asked.isByKey) return 'by-key';
  if (hasChanged(one, asked) || hasChanged(other, asked)) return 'changed-since-outage';
  return isOfAge(one, asked) && isOfAge(other, asked) ? null : 'too-recent';
};

/** Two persons are joined when both chains hold one account; each chain begins with the person itself. */
const areJoined = (one: Person, other: Person): boolean => {
  const chain = new Set([one.account, ...one.inviters]);
  return [other.account, ...other.inviters].some((account) => chain.has(account));
};

/** Somebody vouched for counts as seven days old, but not for an outage that had begun by then. */
const isOfAge = ({ createdAt, vouchedAt }: Person, { now, outageSince }: Asked): boolean =>
  +now - +createdAt >= INDEPENDENCE_AGE ||
  (vouchedAt !== null && vouchedAt <= now && (outageSince === null || vouchedAt <= outageSince));

const hasChanged = ({ changedAt }: Person, { outageSince }: Asked): boolean =>
  outageSince !== null && changedAt >= outageSince;
