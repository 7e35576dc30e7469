import { Command as Program } from 'commander';
import { listAccounts } from '#db/accounts';
import { entryOf } from '#db/audit';
import { appendFacts } from '#db/facts';
import { listInvitations } from '#db/invitations';
import { listKeys } from '#db/keys';
import { keepHeadsRecipient, listOrganisations } from '#db/organisations';
import { listStoppedProbes } from '#db/probes';
import { forgetSealed } from '#db/sealed';
import { keepSigningKeys } from '#db/signing-keys';
import { readSecretKey, secretKey } from '#server/accounts/secrets';
import { readSigningKeys, revokeSigningKey, rotateKey } from '#server/signing/keys';
import { email as emailAddress } from '../contract/accounts';
import { organisation as organisationSchema } from '../contract/dataset';
import { hasCome } from '../domain/speakers/restrictions';
import { addClosings, addInvitations } from './admin-accounts';
import { addClock } from './admin-clock';
import { addKeys } from './admin-keys';
import { inDatabase, knownOrganisation, listOf, type Perform } from './admin-work';
import { type Command, parsed } from './command';
import { lostCodes, lostSubscribers, unreadableCodes } from './lost-codes';
import { addUndoing } from './undoing';

const REFUSALS = {
  signingKey: (id: string, known: string) =>
    `Aucune clé « ${id} » n’a signé ici. Connues : ${known}. ` +
    'Celle d’une autre instance se révoque sur sa machine.',
  secretKey: 'Le secret de cette machine est là : il n’y a rien à remplacer.',
  address: (text: string) => `« ${text} » n’est pas une adresse.`,
};

const stateOf = (
  { disabledAt, suspendedAt }: { disabledAt: Date | null; suspendedAt: Date | null },
  now: Date,
): string => {
  if (hasCome(disabledAt, now)) return '  fermé';
  return suspendedAt ? '  suspendu' : '';
};

const programOf = (perform: Perform): Program => {
  const program = new Program('npm run admin --').description(
    'Organisations, invitations, clés, secours. Les secrets ne sont montrés qu’une fois.',
  );

  addInvitations(program, perform);
  addKeys(program, perform);
  addClosings(program, perform);

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
    .command('new-secret-key')
    .description('fait un autre secret.key, quand celui de cette machine est perdu pour de bon')
    .action(() =>
      perform(async (trx, env) => {
        if (env.SECRET_KEY !== undefined || (await readSecretKey(env.DATA_DIR)) !== null)
          throw new Error(REFUSALS.secretKey);
        const lost = await unreadableCodes(trx, env);
        const forgotten = await forgetSealed(trx);
        await secretKey(undefined, env.DATA_DIR);
        return {
          entries: [entryOf('secret-key', 'secret_key', 'secret.key')],
          lines: ['Fait : secret.key', ...lostCodes(lost), ...lostSubscribers(forgotten)],
        };
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
          entries: [entryOf('signing-key', 'signing_key', keyId, { publicKey })],
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
        if (!key) throw new Error(REFUSALS.signingKey(keyId, known.map((each) => each.keyId).join(', ')));
        const signer = await revokeSigningKey(env.DATA_DIR, keyId, now);
        await keepSigningKeys(trx, await readSigningKeys(env.DATA_DIR));
        return {
          entries: [
            entryOf('signing-key-revoked', 'signing_key', keyId, { revokedAt: key.revokedAt ?? now }),
            ...(known.some((each) => each.keyId === signer.keyId)
              ? []
              : [entryOf('signing-key', 'signing_key', signer.keyId, { publicKey: signer.publicKey })]),
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
        if (!read.success) throw new Error(REFUSALS.address(text));
        const recipient = { organisation: id, address: read.data, since: now };
        await keepHeadsRecipient(trx, recipient);
        return {
          entries: [entryOf('heads-address', 'heads_recipient', id, recipient)],
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
  addClock(program, perform);
  return program;
};

/** The command of the machine's keeper, which lets the first people in before anyone has an account. */
export const admin: Command = async (args, env) => {
  let lines: string[] = [];
  const program = programOf(async (work) => {
    lines = await inDatabase(env, work);
  });
  return (await parsed(program, args)) ?? { lines };
};
