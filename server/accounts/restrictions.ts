import { changeAccount, letGo, readAccount } from '#db/accounts';
import { type AuditEntry, appendAudit, entryOf } from '#db/audit';
import { type Db, newId } from '#db/database';
import { amendFact, readFact } from '#db/facts';
import { readKey, setRevokedAt } from '#db/keys';
import { lockOrganisation } from '#db/organisations';
import { changeProbe, lockProbe } from '#db/probes';
import {
  addRestriction,
  changeRestriction,
  listAskedBy,
  listPendingBy,
  listRestrictionsOf,
  listUnapplied,
  lockRestrictions,
  type Restriction,
} from '#db/restrictions';
import type { Organisation } from '#server/domain/facts/directory';
import { shift } from '#server/domain/facts/intervals';
import type { RestrictionAction } from '#server/domain/facts/vocabulary';
import {
  hasCome,
  ONE_ACCOUNT_PER,
  restrictionState,
  type ScopePart,
  scopeWithout,
  takesEffectAt,
} from '#server/domain/speakers/restrictions';

/**
 * Restrictions take something from others: they are asked for, agreed to, called off. Every change comes with its audit
 * entries.
 */

type Asked = {
  action: RestrictionAction;
  target: string;
  organisation: string;
  reason: string | null;
  scope?: ScopePart;
};
export type Restricted = { restriction: Restriction; entries: AuditEntry[] };

const isWaiting = (restriction: Restriction, now: Date): boolean =>
  restrictionState(restriction, now) === 'pending' ||
  restrictionState(restriction, now) === 'awaiting-second';

/** A restriction that was asked for and has not taken effect. */
export const waitingOn = async (
  db: Db,
  { action, target }: Pick<Asked, 'action' | 'target'>,
  now: Date,
): Promise<Restriction | undefined> =>
  (await listRestrictionsOf(db, action, target)).find((each) => isWaiting(each, now));

/** Asks for a restriction in one person's name. If the same is asked already, by anyone, that one stands. */
export const restrict = async (
  trx: Db,
  account: string,
  { scope, ...asked }: Asked,
  now: Date,
): Promise<Restricted> => {
  await lockRestrictions(trx);
  const waiting = await waitingOn(trx, asked, now);
  if (waiting) return { restriction: waiting, entries: [] };
  const before = await listAskedBy(trx, account, shift(now, -ONE_ACCOUNT_PER));
  const row = {
    id: newId(),
    ...asked,
    account,
    askedAt: now,
    takesEffectAt: takesEffectAt(asked, before, now),
    settledBy: null,
    settledAt: null,
    cancelledBy: null,
    cancelledAt: null,
    appliedAt: null,
  };
  const restriction = await addRestriction(trx, { ...row, scope: scope ? JSON.stringify(scope) : null });
  const entry = entryOf('restriction-asked', 'restriction', row.id, { ...row, scope: scope ?? null });
  return { restriction, entries: [entry, ...(await putInForce(trx, restriction, now))] };
};

/** A second person agrees: it holds from now. */
export const settle = async (
  trx: Db,
  { id }: Restriction,
  account: string,
  now: Date,
): Promise<Restricted> => {
  const given = { takesEffectAt: now, settledBy: account, settledAt: now };
  const restriction = await changeRestriction(trx, id, given);
  const entry = entryOf('restriction-confirmed', 'restriction', id, given);
  return { restriction, entries: [entry, ...(await putInForce(trx, restriction, now))] };
};

/** `account` null: by the machine's command. */
export const callOff = async (
  trx: Db,
  { id }: Restriction,
  account: string | null,
  now: Date,
): Promise<Restricted> => {
  const given = { cancelledBy: account, cancelledAt: now };
  const restriction = await changeRestriction(trx, id, given);
  const entry = entryOf('restriction-cancelled', 'restriction', id, given);
  return { restriction, entries: [entry, ...(await giveBack(trx, restriction))] };
};

/** Writes on the thing itself since when it holds, which may lie ahead: whoever reads it needs nothing else. */
const putInForce = async (trx: Db, restriction: Restriction, now: Date): Promise<AuditEntry[]> => {
  const { action, target: id, takesEffectAt: at } = restriction;
  if (at === null) return [];
  switch (action) {
    case 'account-closing':
      await changeAccount(trx, id, { disabledAt: at });
      return [
        entryOf('account-disabled', 'account', id, { disabledAt: at }),
        ...(hasCome(at, now) ? await dispossess(trx, id, now) : []),
      ];
    case 'account-suspension':
      await changeAccount(trx, id, { suspendedAt: at });
      return [
        entryOf('account-suspended', 'account', id, { suspendedAt: at }),
        ...(await dispossess(trx, id, now)),
      ];
    case 'key-revocation':
      await setRevokedAt(trx, id, at);
      return [entryOf('key-revoked', 'api_key', id, { revokedAt: at })];
    case 'probe-stopping':
      await changeProbe(trx, id, { disabledAt: at });
      return [entryOf('probe-disabled', 'probe', id, { disabledAt: at })];
    case 'scope-narrowing':
      return applyNarrowings(trx, id, now);
    case 'scope-widening':
      return [];
  }
};

/** Ends what an account holds open, and calls off what it asked: that does not come true in the meantime. */
export const dispossess = async (trx: Db, account: string, now: Date): Promise<AuditEntry[]> => {
  const invitations = await letGo(trx, account, now);
  const entries = invitations.map((id) =>
    entryOf('invitation-revoked', 'invitation', id, { revokedAt: now }),
  );
  for (const each of await listPendingBy(trx, account, now))
    entries.push(...(await callOff(trx, each, null, now)).entries);
  return entries;
};

const isAt = (instant: Date | null | undefined, at: Date | null): boolean =>
  instant !== null && instant !== undefined && +instant === +(at ?? Number.NaN);

/** Unless the thing was ended in another way since: that stays. */
const giveBack = async (
  trx: Db,
  { action, target: id, takesEffectAt: at }: Restriction,
): Promise<AuditEntry[]> => {
  switch (action) {
    case 'account-closing':
      if (!isAt((await readAccount(trx, id))?.disabledAt, at)) return [];
      await changeAccount(trx, id, { disabledAt: null });
      return [entryOf('account-reopened', 'account', id, { disabledAt: null })];
    case 'account-suspension':
      if (!isAt((await readAccount(trx, id))?.suspendedAt, at)) return [];
      await changeAccount(trx, id, { suspendedAt: null });
      return [entryOf('account-resumed', 'account', id, { suspendedAt: null })];
    case 'key-revocation':
      if (!isAt((await readKey(trx, id))?.revokedAt, at)) return [];
      await setRevokedAt(trx, id, null);
      return [entryOf('key-restored', 'api_key', id, { revokedAt: null })];
    case 'probe-stopping':
      if (!isAt((await lockProbe(trx, id))?.disabledAt, at)) return [];
      await changeProbe(trx, id, { disabledAt: null });
      return [entryOf('probe-enabled', 'probe', id, { disabledAt: null })];
    case 'scope-narrowing':
    case 'scope-widening':
      return [];
  }
};

/** Has organisations say what narrowings have made of their scope; of one, or of all. */
export const applyNarrowings = async (
  trx: Db,
  organisation: string | null,
  now: Date,
): Promise<AuditEntry[]> => {
  const entries: AuditEntry[] = [];
  for (const { id, target, scope } of await listUnapplied(trx, organisation, now)) {
    await lockOrganisation(trx, target);
    const before = (await readFact(trx, 'organisations', target)) as Organisation | undefined;
    if (before && scope)
      entries.push(
        await amendFact(trx, 'organisations', 'organisation', before, scopeWithout(before, scope)),
      );
    await changeRestriction(trx, id, { appliedAt: now });
    entries.push(entryOf('restriction-applied', 'restriction', id, { appliedAt: now }));
  }
  return entries;
};

/** Done again and again, so that what readers see follows; writers' scopes are read against the clock as well. */
export const keepNarrowings = async (db: Db, now: Date): Promise<void> => {
  if ((await listUnapplied(db, null, now)).length === 0) return;
  await db.transaction().execute(async (trx) => {
    await lockRestrictions(trx);
    for (const { account, target } of await listUnapplied(trx, null, now)) {
      const asker = await readAccount(trx, account);
      const actor = { account, organisation: asker?.organisation ?? null, key: null, cameFrom: 'local' };
      await appendAudit(trx, { ...actor, via: 'session' }, now, await applyNarrowings(trx, target, now));
    }
  });
};

/** Organisations as they are by now, even where nothing has applied a narrowing that holds. */
export const inForce = async (
  db: Db,
  organisations: readonly Organisation[],
  now: Date,
): Promise<Organisation[]> => {
  const unapplied = await listUnapplied(db, null, now);
  return organisations.map((organisation) =>
    scopeLeft(
      organisation,
      unapplied.flatMap(({ target, scope }) => (target === organisation.id ? [scope] : [])),
    ),
  );
};

/** An organisation without what narrowings took from it. */
export const scopeLeft = (organisation: Organisation, lost: readonly (ScopePart | null)[]): Organisation =>
  lost.reduce<Organisation>((left, part) => (part ? scopeWithout(left, part) : left), organisation);
