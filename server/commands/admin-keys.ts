import type { Command as Program } from 'commander';
import { addAccount, findAccount, NEW_ACCOUNT } from '#db/accounts';
import { entryOf } from '#db/audit';
import { type Db, newId } from '#db/database';
import { readFacts } from '#db/facts';
import { revokeKey } from '#db/keys';
import type { Organisation } from '#server/domain/facts/directory';
import { DAY, shift } from '#server/domain/facts/intervals';
import { KEY_ACTIONS } from '#server/domain/facts/vocabulary';
import type { KeyTerms } from '#server/domain/speakers/key-terms';
import { createKey, namedBy, termsFor, whyNotSo } from '../accounts/keys';
import { keyBody } from '../contract/accounts';
import { knownOrganisation, listOf, type Perform } from './admin-work';

const REFUSALS = {
  actions: `--actions : parmi ${KEY_ACTIONS.join(', ')}.`,
  days: '--days : un nombre entier de jours, de 1 à 365.',
  interval: '--interval : un nombre entier de secondes, de 10 à 86400.',
  platforms: (unknown: readonly string[]) => `Plateformes inconnues : ${unknown.join(', ')}.`,
  ofAnother: (email: string, own: string, asked: string) => `« ${email} » est de ${own}, pas de ${asked}.`,
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
  if (!read.success) throw new Error(REFUSALS.actions);
  if (!/^\d{1,3}$/.test(days)) throw new Error(REFUSALS.days);
  const known = await readFacts(trx, 'platforms', platforms);
  const unknown = platforms.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new Error(REFUSALS.platforms(unknown));
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

/** Keys of the API, for programs. */
export const addKeys = (program: Program, perform: Perform): void => {
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
        if (!read.success) throw new Error(REFUSALS.interval);
        const own = await knownOrganisation(trx, given.organisation);
        const { id: organisation, kind } = own;
        const terms = await keyTerms(trx, own, given, now);
        const known = await findAccount(trx, email);
        if (known && known.organisation !== organisation)
          throw new Error(REFUSALS.ofAnother(email, known.organisation, organisation));
        const account = known ?? {
          id: newId(),
          organisation,
          email: email.toLowerCase(),
          name: given.name,
          invitedBy: null,
          role: kind === 'desk' ? ('desk' as const) : ('author' as const),
          createdAt: now,
          passwordHash: null,
          ...NEW_ACCOUNT,
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
        const opened = known ? [] : [entryOf('account', 'account', account.id, { email, organisation })];
        return { entries: [...opened, entryOf('key', 'api_key', id, about)], lines: [secret] };
      }),
    );

  program
    .command('revoke <key>')
    .description('révoque une clé, tout de suite (son identifiant est dans « list »)')
    .action((id: string) =>
      perform(async (trx, _env, now) => {
        await revokeKey(trx, id, now);
        return {
          entries: [entryOf('key-revoked', 'api_key', id, { revokedAt: now })],
          lines: [`Révoquée : ${id}`],
        };
      }),
    );
};
