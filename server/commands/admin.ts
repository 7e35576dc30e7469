import { InvalidArgumentError, Command as Program } from 'commander';
import { addAccount, changeAccount, findAccount, listAccounts } from '#db/accounts';
import { type AuditEntry, appendAudit, BY_COMMAND } from '#db/audit';
import type { Db } from '#db/database';
import { newId } from '#db/database';
import { appendFacts, readFacts } from '#db/facts';
import { forgetPerson } from '#db/identity';
import { listInvitations } from '#db/invitations';
import { listKeys, revokeKey } from '#db/keys';
import { openDatabase } from '#db/open';
import { keepHeadsRecipient, listOrganisations, readOrganisation } from '#db/organisations';
import { listStoppedProbes } from '#db/probes';
import { keepSigningKeys } from '#db/signing-keys';
import { seed } from '#server/dataset/seed';
import type { Organisation } from '#server/domain/facts/directory';
import { DAY, shift } from '#server/domain/facts/intervals';
import { KEY_ACTIONS, ROLES, type Role } from '#server/domain/facts/vocabulary';
import type { KeyTerms } from '#server/domain/speakers/key-terms';
import { readSigningKeys, revokeSigningKey, rotateKey } from '#server/signing/keys';
import { invitationAddress, invite } from '../accounts/invitations';
import { createKey, namedBy, termsFor, whyNotSo } from '../accounts/keys';
import { dispossess } from '../accounts/restrictions';
import { email as emailAddress, keyBody } from '../contract/accounts';
import { organisation as organisationSchema } from '../contract/dataset';
import { hasCome, mayAct } from '../domain/speakers/restrictions';
import type { Env } from '../env';
import { readAddress } from '../runtime/own-address';
import type { Command } from './command';
import { parsed } from './command';
import { addUndoing } from './undoing';

type Done = { entries: AuditEntry[]; lines: string[] };
/** What one of its orders does, in one transaction with the journal. */
type Work = (trx: Db, env: Env, now: Date) => Promise<Done>;

const inDatabase = async (env: Env, work: Work): Promise<string[]> => {
  const { db, close } = await openDatabase(env);
  try {
    await seed(db);
    const now = new Date();
    return await db.transaction().execute(async (trx) => {
      const done = await work(trx, env, now);
      await appendAudit(trx, BY_COMMAND, now, done.entries);
      return done.lines;
    });
  } finally {
    await close();
  }
};

/** Where links lead: outside, or where the service of this folder listens. */
const originOf = async ({ PUBLIC_URL, DATA_DIR, HOST, PORT }: Env): Promise<string> =>
  PUBLIC_URL ? new URL(PUBLIC_URL).origin : ((await readAddress(DATA_DIR)) ?? `http://${HOST}:${PORT}`);

const listOf = (text: string): string[] => text.split(',').filter((each) => each !== '');

const roleOf = (text: string): Role => {
  const role = ROLES.find((each) => each === text);
  if (!role) throw new InvalidArgumentError(`Rôles : ${ROLES.join(', ')}.`);
  return role;
};

const knownOrganisation = async (trx: Db, id: string) => {
  const organisation = await readOrganisation(trx, id);
  if (organisation) return organisation;
  const known = (await listOrganisations(trx)).map((each) => each.id).join(', ');
  throw new Error(`Organisation inconnue : « ${id} ». Connues : ${known}. Ajoutez-la par « organisation ».`);
};

const knownAccount = async (trx: Db, email: string) => {
  const account = await findAccount(trx, email);
  if (!account) throw new Error(`Aucun compte n’a l’adresse « ${email} » : invitez-la par « invite ».`);
  return account;
};

type KeyOptions = {
  organisation: string;
  name: string;
  probe: boolean;
  interval: string;
  actions?: string[];
  platforms?: string[];
  days: string;
};

/** What `key` makes: the rules of its page, said at the command line. */
const keyTerms = async (
  trx: Db,
  organisation: Organisation,
  { probe, actions = probe ? [] : namedBy(organisation), platforms = [], days }: KeyOptions,
  now: Date,
): Promise<KeyTerms> => {
  const read = keyBody.shape.actions.safeParse(actions);
  if (!read.success) throw new Error(`--actions : parmi ${KEY_ACTIONS.join(', ')}.`);
  if (!/^\d{1,3}$/.test(days)) throw new Error('--days : un nombre entier de jours, de 1 à 365.');
  const known = await readFacts(trx, 'platforms', platforms);
  const unknown = platforms.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new Error(`Plateformes inconnues : ${unknown.join(', ')}.`);
  const terms = termsFor(
    organisation,
    {
      kind: probe ? 'probe' : 'writer',
      actions: read.data,
      platforms: platforms.length > 0 ? platforms : null,
      expiresAt: shift(now, Number(days) * DAY),
    },
    now,
  );
  if (terms.ok) return terms.value;
  const { detail, cure } = whyNotSo(terms.refusal);
  throw new Error(`${detail} ${cure}`);
};

const entry = (action: string, noun: string, id: string, after: object | null = null): AuditEntry => ({
  action,
  noun,
  id,
  before: null,
  after,
});

const link = async (trx: Db, env: Env, given: Parameters<typeof invite>[1], now: Date): Promise<Done> => {
  const { id, token, expiresAt } = await invite(trx, given, now);
  return {
    entries: [entry('invitation', 'invitation', id, given)],
    lines: [
      `Lien pour ${given.email}, à remettre de la main à la main ; il sert une fois, jusqu’au ${expiresAt.toISOString()} :`,
      invitationAddress(await originOf(env), token),
    ],
  };
};

const stateOf = (
  { disabledAt, suspendedAt }: { disabledAt: Date | null; suspendedAt: Date | null },
  now: Date,
): string => {
  if (hasCome(disabledAt, now)) return '  fermé';
  return suspendedAt ? '  suspendu' : '';
};

const programOf = (perform: (work: Work) => Promise<void>): Program => {
  const program = new Program('npm run admin --').description(
    'Organisations, invitations, clés, secours. Les secrets ne sont montrés qu’une fois.',
  );

  program
    .command('invite <email>')
    .description('invite quelqu’un à écrire, par un lien qui vaut 72 h')
    .requiredOption('--organisation <id>')
    .option('--role <role>', `${ROLES.join(', ')} (bureau : desk)`, roleOf)
    .action((email: string, { organisation, role }: { organisation: string; role?: Role }) =>
      perform(async (trx, env, now) => {
        const { id, kind } = await knownOrganisation(trx, organisation);
        if (kind === 'press' || kind === 'authority')
          throw new Error(
            'La presse et les autorités n’ont pas de compte : le bureau écrit ce qu’elles disent.',
          );
        const holder = await findAccount(trx, email);
        if (holder)
          throw new Error(
            `« ${email} » a déjà un compte${mayAct(holder, now) ? '' : ', fermé ou suspendu'} : « ${mayAct(holder, now) ? 'recover' : 'reopen'} » lui rend l’accès.`,
          );
        const asked = role ?? (kind === 'desk' ? 'desk' : 'author');
        if ((asked === 'desk') !== (kind === 'desk'))
          throw new Error('Le rôle desk est celui du bureau, et de lui seul.');
        return link(trx, env, { organisation: id, email, role: asked, invitedBy: null }, now);
      }),
    );

  program
    .command('recover <email>')
    .description('rend l’accès à un compte : nouveau mot de passe, nouveau second facteur')
    .action((email: string) =>
      perform(async (trx, env, now) => {
        const account = await knownAccount(trx, email);
        if (!mayAct(account, now))
          throw new Error(
            `Le compte de « ${email} » est fermé ou suspendu : rouvrez-le d’abord par « reopen ».`,
          );
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
        if (account.disabledAt) throw new Error(`Le compte de « ${email} » est fermé.`);
        // A later word would count for fewer outages than the first.
        if (account.vouchedAt)
          return { entries: [], lines: [`Déjà fait, le ${account.vouchedAt.toISOString()} : ${email}`] };
        await changeAccount(trx, account.id, { vouchedAt: now });
        return {
          entries: [entry('account-vouched', 'account', account.id, { vouchedAt: now })],
          lines: [`Répondu de ${email}, pour les pannes qui commencent à partir de maintenant.`],
        };
      }),
    );

  program
    .command('key <email>')
    .description('fait une clé d’API ; sans compte à cette adresse, en ouvre un qui n’écrit que par clé')
    .requiredOption('--organisation <id>')
    .requiredOption('--name <nom>', 'à quoi elle sert')
    .option('--probe', 'une clé qui n’envoie que des mesures', false)
    .option(
      '--actions <noms>',
      `séparées par des virgules, de : ${KEY_ACTIONS.join(', ')} ; sans elles, toutes celles de son organisation`,
      listOf,
    )
    .option(
      '--platforms <ids>',
      'séparées par des virgules ; sans elles, toutes celles de son organisation',
      listOf,
    )
    .option('--days <jours>', 'combien de jours elle sert, 365 au plus', '90')
    .option('--interval <secondes>', 'd’une clé de mesure : à quelle cadence en attendre', '300')
    .action((email: string, given: KeyOptions) =>
      perform(async (trx, _env, now) => {
        const read = keyBody.shape.intervalSeconds.safeParse(Number(given.interval));
        if (!read.success) throw new Error('--interval : un nombre entier de secondes, de 10 à 86400.');
        const own = await knownOrganisation(trx, given.organisation);
        const { id: organisation, kind } = own;
        const terms = await keyTerms(trx, own, given, now);
        const known = await findAccount(trx, email);
        if (known && known.organisation !== organisation)
          throw new Error(`« ${email} » est de ${known.organisation}, pas de ${organisation}.`);
        const account = known ?? {
          id: newId(),
          organisation,
          email: email.toLowerCase(),
          name: given.name,
          invitedBy: null,
          role: kind === 'desk' ? ('desk' as const) : ('author' as const),
          createdAt: now,
          passwordHash: null,
          totpSecret: null,
          totpStep: null,
          disabledAt: null,
          vouchedAt: null,
          changedAt: null,
        };
        if (!known) await addAccount(trx, account);
        const about = {
          account: account.id,
          organisation,
          name: given.name,
          intervalSeconds: read.data,
          ...terms,
        };
        const { id, secret } = await createKey(trx, about, now);
        const opened = known ? [] : [entry('account', 'account', account.id, { email, organisation })];
        return { entries: [...opened, entry('key', 'api_key', id, about)], lines: [secret] };
      }),
    );

  program
    .command('revoke <key>')
    .description('révoque une clé, tout de suite (son identifiant est dans « list »)')
    .action((id: string) =>
      perform(async (trx, _env, now) => {
        await revokeKey(trx, id, now);
        return {
          entries: [entry('key-revoked', 'api_key', id, { revokedAt: now })],
          lines: [`Révoquée : ${id}`],
        };
      }),
    );

  program
    .command('disable <emails...>')
    .description('ferme des comptes, leurs sessions et leurs clés, tout de suite')
    .action((emails: readonly string[]) =>
      perform(async (trx, _env, now) => {
        const entries: AuditEntry[] = [];
        for (const email of emails) {
          const { id } = await knownAccount(trx, email);
          await changeAccount(trx, id, { disabledAt: now });
          entries.push(entry('account-disabled', 'account', id, { disabledAt: now }));
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
        if (!account.disabledAt)
          throw new Error(`« ${email} » est ouvert : fermez-le d’abord par « disable ».`);
        await forgetPerson(trx, account, now);
        return {
          entries: [entry('account-forgotten', 'account', account.id)],
          lines: [
            `Effacé : il ne reste que le compte ${account.id}. Les sauvegardes d’avant le connaissent encore.`,
          ],
        };
      }),
    );

  program
    .command('organisation <id>')
    .description('ajoute une organisation qui parle')
    .requiredOption('--name <nom>')
    .requiredOption('--kind <nature>', 'operator, union, mutuelle, authority, press, desk')
    .option('--professions <ids>', 'séparées par des virgules ; un syndicat en a', listOf)
    .option('--platforms <ids>', 'séparées par des virgules', listOf, [])
    .option('--mutuelles <ids>', 'séparées par des virgules', listOf, [])
    .action((id: string, given: Record<string, unknown>) =>
      perform(async (trx) => {
        const read = organisationSchema.safeParse({ id, ...given });
        if (!read.success)
          throw new Error(
            read.error.issues.map(({ path, message }) => `${path.join('.')} : ${message}`).join('\n'),
          );
        const entries = await appendFacts(trx, 'organisations', 'organisation', [read.data]);
        return { entries, lines: [`Ajoutée : ${id}`] };
      }),
    );

  program
    .command('rotate-key')
    .description(
      'remplace la clé qui signe l’état ; celles d’avant restent publiées, avec l’instant où elles ont fini',
    )
    .action(() =>
      perform(async (trx, env, now) => {
        const { keyId, publicKey } = await rotateKey(env.DATA_DIR, now);
        await keepSigningKeys(trx, await readSigningKeys(env.DATA_DIR));
        return {
          entries: [entry('signing-key', 'signing_key', keyId, { publicKey })],
          lines: [`Signe désormais : ${keyId}`],
        };
      }),
    );

  program
    .command('revoke-signing-key <id>')
    .description('plus rien de ce que cette clé a signé n’est à croire ; une autre la remplace si elle signe')
    .action((keyId: string) =>
      perform(async (trx, env, now) => {
        const known = await readSigningKeys(env.DATA_DIR);
        const key = known.find((each) => each.keyId === keyId);
        if (!key)
          throw new Error(
            `Aucune clé « ${keyId} » n’a signé ici. Connues : ${known.map((each) => each.keyId).join(', ')}. ` +
              'Celle d’une autre instance se révoque sur sa machine.',
          );
        const signer = await revokeSigningKey(env.DATA_DIR, keyId, now);
        await keepSigningKeys(trx, await readSigningKeys(env.DATA_DIR));
        return {
          entries: [
            entry('signing-key-revoked', 'signing_key', keyId, { revokedAt: key.revokedAt ?? now }),
            ...(known.some((each) => each.keyId === signer.keyId)
              ? []
              : [entry('signing-key', 'signing_key', signer.keyId, { publicKey: signer.publicKey })]),
          ],
          lines: [`Révoquée : ${keyId}. Signe désormais : ${signer.keyId}`],
        };
      }),
    );

  program
    .command('heads-address <organisation> <email>')
    .description('à qui, dans une organisation, seront envoyées les fins signées du journal')
    .action((organisation: string, text: string) =>
      perform(async (trx, _env, now) => {
        const { id } = await knownOrganisation(trx, organisation);
        const read = emailAddress.safeParse(text);
        if (!read.success) throw new Error(`« ${text} » n’est pas une adresse.`);
        const recipient = { organisation: id, address: read.data, since: now };
        await keepHeadsRecipient(trx, recipient);
        return {
          entries: [entry('heads-address', 'heads_recipient', id, recipient)],
          lines: [`Les fins signées du journal iront, pour ${id}, à ${read.data}.`],
        };
      }),
    );

  program
    .command('list')
    .description('organisations, comptes, invitations ouvertes, clés et sondes arrêtées')
    .action(() =>
      perform(async (trx, _env, now) => {
        const accounts = await listAccounts(trx, null);
        const open = (await listInvitations(trx, null)).filter(
          (each) => !each.acceptedAt && !each.revokedAt && each.expiresAt > now,
        );
        const keys = (await listKeys(trx, null)).filter((each) => !hasCome(each.revokedAt, now));
        const lines = [
          ...(await listOrganisations(trx)).map(
            ({ id, name, kind }) => `organisation  ${id}  ${kind}  ${name}`,
          ),
          ...accounts.map(
            ({ email, role, organisation, ...account }) =>
              `compte  ${email}  ${role}  ${organisation}${stateOf(account, now)}`,
          ),
          ...open.map(
            ({ email, organisation, expiresAt }) =>
              `invitation  ${email}  ${organisation}  jusqu’au ${expiresAt.toISOString()}`,
          ),
          ...(await listStoppedProbes(trx)).map(
            ({ id, platform, name }) => `sonde arrêtée  ${id}  ${platform}  ${name}`,
          ),
          ...keys.map(
            ({ id, organisation, kind, name, actions, platforms, expiresAt }) =>
              `clé  ${id}  ${kind}  ${organisation}  ${name}  ${[...actions, ...(platforms ?? [])].join(',')}` +
              `  ${expiresAt > now ? 'jusqu’au' : 'finie le'} ${expiresAt.toISOString()}`,
          ),
        ];
        return { entries: [], lines };
      }),
    );

  addUndoing(program, perform);
  return program;
};

/** What opens the house before anyone has a key to it: the command of whoever keeps the machine. */
export const admin: Command = async (args, env) => {
  let lines: string[] = [];
  const program = programOf(async (work) => {
    lines = await inDatabase(env, work);
  });
  return (await parsed(program, args)) ?? { lines };
};
