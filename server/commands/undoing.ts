import type { Command as Program } from 'commander';
import { changeAccount, listAccounts } from '#db/accounts';
import { type AuditEntry, entryOf } from '#db/audit';
import type { Db } from '#db/database';
import { amendFact, readFact } from '#db/facts';
import { listKeys, setRevokedAt } from '#db/keys';
import { lockOrganisation, readOrganisation } from '#db/organisations';
import { addRestart } from '#db/probe-approvals';
import { changeProbe, lockProbe } from '#db/probes';
import { listRestrictionsOf, lockRestrictions } from '#db/restrictions';
import { addSecurityEvent } from '#db/security-events';
import { endSessions } from '#db/sessions';
import type { Organisation } from '#server/domain/facts/directory';
import { DAY, shift } from '#server/domain/facts/intervals';
import type { RestrictionAction, SecurityEventKind } from '#server/domain/facts/vocabulary';
import { applyNarrowings, callOff } from '../accounts/restrictions';
import { hasCome, scopeWith } from '../domain/speakers/restrictions';
import { type Done, knownAccount, type Perform } from './admin-work';

/** Commands that undo the acts of a stolen account, one for each kind of act: for the night when all is lost. */

/** Narrowings that are older were lived with: giving back a scope long given up is the desk's affair. */
const RESTORED_DAYS = 7;

const REFUSALS = {
  alreadyOpen: (email: string) =>
    `Le compte de « ${email} » n’est ni fermé ni suspendu : « recover » lui rend l’accès.`,
  notNarrowed: (id: string) => `Le périmètre de ${id} n’a pas été rétréci depuis ${RESTORED_DAYS} jours.`,
  unknownProbe: (id: string) => `Aucune sonde arrêtée n’a l’identifiant « ${id} ».`,
  probeRuns: (id: string) => `La sonde « ${id} » est en marche.`,
  unknownOrganisation: (id: string) => `Organisation inconnue : « ${id} ». « list » les nomme.`,
};

const whole = (parts: readonly Done[]): Done => ({
  entries: parts.flatMap(({ entries }) => entries),
  lines: parts.flatMap(({ lines }) => lines),
});

/** Tells the account's owner, and those who answer for it. */
const notice = (
  trx: Db,
  event: SecurityEventKind,
  { id, organisation }: { id: string; organisation: string },
  at: Date,
) =>
  addSecurityEvent(trx, { at, event, account: id, organisation, cameFrom: 'local', times: 1, about: '{}' });

/** Nothing asked of it stays, whether it holds or waits. */
const callOffAll = async (
  trx: Db,
  actions: readonly RestrictionAction[],
  target: string,
  now: Date,
): Promise<AuditEntry[]> => {
  const entries: AuditEntry[] = [];
  for (const action of actions)
    for (const each of await listRestrictionsOf(trx, action, target))
      entries.push(...(await callOff(trx, each, null, now)).entries);
  return entries;
};

const reopen = async (trx: Db, email: string, now: Date): Promise<Done> => {
  const account = await knownAccount(trx, email);
  const { id, disabledAt, suspendedAt } = account;
  const calledOff = await callOffAll(trx, ['account-closing', 'account-suspension'], id, now);
  if (!disabledAt && !suspendedAt && calledOff.length === 0) throw new Error(REFUSALS.alreadyOpen(email));
  const after = { disabledAt: null, suspendedAt: null };
  await changeAccount(trx, id, after);
  await endSessions(trx, id, now);
  await notice(trx, 'account-reopened', account, now);
  const keys = (await listKeys(trx, account.organisation)).filter(
    (key) => key.account === id && !hasCome(key.revokedAt, now),
  );
  return {
    entries: [...calledOff, entryOf('account-reopened', 'account', id, after)],
    lines: [
      `Rouvert : ${account.email}. Ses sessions d’avant sont fermées ; clés d’API qui valent de nouveau : ${keys.length}.`,
    ],
  };
};

const endAllSessions = async (trx: Db, organisation: string, now: Date): Promise<Done> => {
  const entries: AuditEntry[] = [];
  let count = 0;
  for (const account of await listAccounts(trx, organisation)) {
    const { id } = account;
    const [ended] = await endSessions(trx, id, now);
    const sessions = Number(ended?.numUpdatedRows ?? 0);
    if (sessions > 0) {
      entries.push(entryOf('sign-out-everywhere', 'account', id, null));
      await notice(trx, 'sessions-ended', account, now);
    }
    count += sessions;
  }
  return {
    entries,
    lines: [`Sessions fermées : ${count}, de ${entries.length} compte(s) de ${organisation}.`],
  };
};

const revokeKeys = async (trx: Db, organisation: string, now: Date): Promise<Done> => {
  const keys = (await listKeys(trx, organisation)).filter(({ revokedAt }) => !hasCome(revokedAt, now));
  const entries: AuditEntry[] = [];
  for (const { id, account } of keys) {
    await setRevokedAt(trx, id, now);
    await notice(trx, 'key-revoked', { id: account, organisation }, now);
    entries.push(entryOf('key-revoked', 'api_key', id, { revokedAt: now }));
  }
  return { entries, lines: [`Clés d’API révoquées : ${keys.length}, de ${organisation}.`] };
};

const restore = async (trx: Db, id: string, now: Date): Promise<Done> => {
  await lockOrganisation(trx, id);
  const applied = await applyNarrowings(trx, id, now);
  const narrowings = (await listRestrictionsOf(trx, 'scope-narrowing', id)).filter(
    ({ askedAt }) => askedAt > shift(now, -RESTORED_DAYS * DAY),
  );
  if (narrowings.length === 0) throw new Error(REFUSALS.notNarrowed(id));
  const before = (await readFact(trx, 'organisations', id)) as Organisation;
  const after = narrowings.reduce(
    (scope, { scope: lost }) => (lost ? scopeWith(scope, lost) : scope),
    before,
  );
  const entries = [...applied, await amendFact(trx, 'organisations', 'organisation', before, after)];
  for (const each of narrowings) entries.push(...(await callOff(trx, each, null, now)).entries);
  const scope = [...(after.professions ?? []), ...after.platforms, ...after.mutuelles];
  return { entries, lines: [`Périmètre rendu à ${id} : ${scope.join(', ')}.`] };
};

const restartProbe = async (trx: Db, id: string, now: Date): Promise<Done> => {
  const probe = await lockProbe(trx, id);
  if (!probe?.enabledAt) throw new Error(REFUSALS.unknownProbe(id));
  const calledOff = await callOffAll(trx, ['probe-stopping'], id, now);
  if (!probe.disabledAt && calledOff.length === 0) throw new Error(REFUSALS.probeRuns(id));
  await changeProbe(trx, id, { disabledAt: null });
  if (hasCome(probe.disabledAt, now)) await addRestart(trx, probe, null, now);
  return {
    entries: [...calledOff, entryOf('probe-enabled', 'probe', id, { disabledAt: null })],
    lines: [`En marche : ${probe.name}.`],
  };
};

const known = async (trx: Db, organisation: string): Promise<void> => {
  if (!(await readOrganisation(trx, organisation)))
    throw new Error(REFUSALS.unknownOrganisation(organisation));
};

export const addUndoing = (program: Program, perform: Perform): void => {
  /** Each of the things named, in one transaction. */
  const each =
    (work: (trx: Db, id: string, now: Date) => Promise<Done>) =>
    (ids: readonly string[]): Promise<void> =>
      perform(async (trx, _env, now) => {
        await lockRestrictions(trx);
        const parts: Done[] = [];
        for (const id of ids) parts.push(await work(trx, id, now));
        return whole(parts);
      });
  const organisation = (work: (trx: Db, id: string, now: Date) => Promise<Done>) =>
    each(async (trx, id, now) => {
      await known(trx, id);
      return work(trx, id, now);
    });
  program
    .command('reopen <emails...>')
    .description(
      'rouvre des comptes fermés ou suspendus, tels qu’ils étaient, et annule ce qui attend contre eux',
    )
    .action(each(reopen));
  program
    .command('end-sessions <organisations...>')
    .description('ferme toutes les sessions d’organisations')
    .action(organisation(endAllSessions));
  program
    .command('revoke-keys <organisations...>')
    .description('révoque toutes les clés d’API d’organisations')
    .action(organisation(revokeKeys));
  program
    .command('restore <organisations...>')
    .description(
      `rend à des organisations le périmètre d’avant ce qui l’a rétréci depuis ${RESTORED_DAYS} jours`,
    )
    .action(organisation(restore));
  program
    .command('restart-probe <probes...>')
    .description('remet en marche des sondes arrêtées (leurs identifiants sont dans « list »)')
    .action(each(restartProbe));
};
