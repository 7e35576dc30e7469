import { InvalidArgumentError, type Command as Program } from 'commander';
import { changeAccount, findAccount } from '#db/accounts';
import { type AuditEntry, entryOf } from '#db/audit';
import type { Db } from '#db/database';
import { forgetPerson } from '#db/identity';
import { ROLES, type Role } from '#server/domain/facts/vocabulary';
import { invitationAddress, invite } from '../accounts/invitations';
import { dispossess } from '../accounts/restrictions';
import { mayAct } from '../domain/speakers/restrictions';
import type { Env } from '../env';
import { readAddress } from '../runtime/own-address';
import { type Done, knownAccount, knownOrganisation, type Perform } from './admin-work';

const REFUSALS = {
  role: `Rôles : ${ROLES.join(', ')}.`,
  withoutAccounts: 'La presse et les autorités n’ont pas de compte : le bureau écrit ce qu’elles disent.',
  alreadyOpen: (email: string) => `« ${email} » a déjà un compte : « recover » lui rend l’accès.`,
  alreadyShut: (email: string) =>
    `« ${email} » a déjà un compte, fermé ou suspendu : « reopen » lui rend l’accès.`,
  roleOfDesk: 'Le rôle desk est celui du bureau, et de lui seul.',
  shut: (email: string) =>
    `Le compte de « ${email} » est fermé ou suspendu : rouvrez-le d’abord par « reopen ».`,
  closed: (email: string) => `Le compte de « ${email} » est fermé.`,
  open: (email: string) => `« ${email} » est ouvert : fermez-le d’abord par « disable ».`,
};

/** Where links lead: outside, or where the service of this folder listens. */
const originOf = async ({ PUBLIC_URL, DATA_DIR, HOST, PORT }: Env): Promise<string> =>
  PUBLIC_URL ? new URL(PUBLIC_URL).origin : ((await readAddress(DATA_DIR)) ?? `http://${HOST}:${PORT}`);

const link = async (trx: Db, env: Env, given: Parameters<typeof invite>[1], now: Date): Promise<Done> => {
  const { id, token, expiresAt } = await invite(trx, given, now);
  return {
    entries: [entryOf('invitation', 'invitation', id, given)],
    lines: [
      `Lien pour ${given.email}, à remettre de la main à la main ; il sert une fois, jusqu’au ${expiresAt.toISOString()} :`,
      invitationAddress(await originOf(env), token),
    ],
  };
};

const roleOf = (text: string): Role => {
  const role = ROLES.find((each) => each === text);
  if (!role) throw new InvalidArgumentError(REFUSALS.role);
  return role;
};

/** How people come in: invited, let in again, answered for. */
export const addInvitations = (program: Program, perform: Perform): void => {
  program
    .command('invite <email>')
    .description('invite quelqu’un à écrire, par un lien qui vaut 72 h')
    .requiredOption('--organisation <id>')
    .option('--role <role>', `${ROLES.join(', ')} (bureau : desk)`, roleOf)
    .action((email: string, { organisation, role }: { organisation: string; role?: Role }) =>
      perform(async (trx, env, now) => {
        const { id, kind } = await knownOrganisation(trx, organisation);
        if (kind === 'press' || kind === 'authority') throw new Error(REFUSALS.withoutAccounts);
        const holder = await findAccount(trx, email);
        if (holder)
          throw new Error(mayAct(holder, now) ? REFUSALS.alreadyOpen(email) : REFUSALS.alreadyShut(email));
        const asked = role ?? (kind === 'desk' ? 'desk' : 'author');
        if ((asked === 'desk') !== (kind === 'desk')) throw new Error(REFUSALS.roleOfDesk);
        return link(trx, env, { organisation: id, email, role: asked, invitedBy: null }, now);
      }),
    );

  program
    .command('recover <email>')
    .description('rend l’accès à un compte : nouveau mot de passe, nouveau second facteur')
    .action((email: string) =>
      perform(async (trx, env, now) => {
        const account = await knownAccount(trx, email);
        if (!mayAct(account, now)) throw new Error(REFUSALS.shut(email));
        const { organisation, role, email: own } = account;
        return link(trx, env, { organisation, email: own, role, invitedBy: null }, now);
      }),
    );

  program
    .command('vouch <email>')
    .description('répond de quelqu’un : compte comme les sept jours d’un compte, pour les pannes à venir')
    .action((email: string) =>
      perform(async (trx, _env, now) => {
        const account = await knownAccount(trx, email);
        if (account.disabledAt) throw new Error(REFUSALS.closed(email));
        // A later word would count for fewer outages than the first.
        if (account.vouchedAt)
          return { entries: [], lines: [`Déjà fait, le ${account.vouchedAt.toISOString()} : ${email}`] };
        await changeAccount(trx, account.id, { vouchedAt: now });
        return {
          entries: [entryOf('account-vouched', 'account', account.id, { vouchedAt: now })],
          lines: [`Répondu de ${email}, pour les pannes qui commencent à partir de maintenant.`],
        };
      }),
    );
};

/** How people leave: shut out, then forgotten. */
export const addClosings = (program: Program, perform: Perform): void => {
  program
    .command('disable <emails...>')
    .description('ferme des comptes, leurs sessions et leurs clés, tout de suite')
    .action((emails: readonly string[]) =>
      perform(async (trx, _env, now) => {
        const entries: AuditEntry[] = [];
        for (const email of emails) {
          const { id } = await knownAccount(trx, email);
          await changeAccount(trx, id, { disabledAt: now });
          entries.push(entryOf('account-disabled', 'account', id, { disabledAt: now }));
          entries.push(...(await dispossess(trx, id, now)));
        }
        return { entries, lines: emails.map((email) => `Fermé : ${email}`) };
      }),
    );

  program
    .command('forget <email>')
    .description('efface qui était un compte fermé : nom et adresse ; le journal garde ce qui a été fait')
    .action((email: string) =>
      perform(async (trx, _env, now) => {
        const account = await knownAccount(trx, email);
        if (!account.disabledAt) throw new Error(REFUSALS.open(email));
        await forgetPerson(trx, account, now);
        return {
          entries: [entryOf('account-forgotten', 'account', account.id)],
          lines: [
            `Effacé : il ne reste que le compte ${account.id}. Les sauvegardes d’avant le connaissent encore.`,
          ],
        };
      }),
    );
};
