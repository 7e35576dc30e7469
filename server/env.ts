import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { readAddress, SSL_MODES } from '#db/address';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const url = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

const databaseUrl = z.string().refine((text) => readAddress(text) !== null);

/** A first address and how many of its bits all the others share. */
type AddressRange = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Null: no address, no network, or everybody's. */
const rangeIn = (text: string): AddressRange | null => {
  const cidr = text.includes('/') ? text : `${text}/${isIP(text) === 4 ? 32 : 128}`;
  if (isIP(cidr.replace(/\/.*/, '')) === 0 || !ipaddr.isValidCIDR(cidr)) return null;
  const [first, bits] = ipaddr.parseCIDR(cidr);
  return bits === 0 ? null : [first, bits];
};

const ranges = z.string().transform((text, context): readonly AddressRange[] => {
  const read = text.split(',').map((each) => rangeIn(each.trim()));
  const known = read.filter((each) => each !== null);
  if (known.length === read.length) return known;
  context.addIssue({ code: 'custom', message: text });
  return z.NEVER;
});

const variables = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: databaseUrl.optional(),
  /** Past a pooler: for LISTEN, locks that last, migrations and commands. */
  DATABASE_DIRECT_URL: databaseUrl.optional(),
  /** libpq's, for URLs that say nothing. */
  PGSSLMODE: z.enum(SSL_MODES).optional(),
  PGSSLROOTCERT: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  /** Whose `X-Forwarded-For` is believed: addresses or networks, separated by commas. */
  TRUSTED_PROXIES: ranges.default(ranges.parse('127.0.0.0/8,::1')),
  /** Where a fault of security is told, for `/.well-known/security.txt`. */
  SECURITY_CONTACT: url(['mailto:', 'https:', 'tel:']).optional(),
  /** Who answers for what is kept of people, as a name: « la société X, 1 rue Y, Paris ». */
  DATA_CONTROLLER: z.string().min(1).max(300).optional(),
  /** Where people ask about it. */
  PRIVACY_CONTACT: url(['mailto:', 'https:', 'tel:']).optional(),
  /** Who publishes: name, address, telephone, who is responsible for what is published; and who hosts. */
  PUBLISHER: z.string().min(1).max(500).optional(),
  HOSTED_BY: z.string().min(1).max(300).optional(),
  /** Where to say that something cannot be read; `PRIVACY_CONTACT` when none is given. */
  ACCESSIBILITY_CONTACT: url(['mailto:', 'https:', 'tel:']).optional(),
  /** Seals second factors and keys digests; 32 bytes or more. */
  SECRET_KEY: z.string().min(32).optional(),
  /** Seals the keys of a backup that is asked for them. */
  BACKUP_PASSPHRASE: z.string().min(15).optional(),
  /** Where mail is handed over, and whose it is; none is sent without both. */
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z
    .string()
    .max(300)
    .regex(/^(?:[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+|[^<>]+<[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+>)$/)
    .optional(),
  PRO_SANTE_CONNECT_ISSUER: url(['http:', 'https:']).optional(),
  PRO_SANTE_CONNECT_CLIENT_ID: z.string().min(1).optional(),
  PRO_SANTE_CONNECT_CLIENT_SECRET: z.string().min(1).optional(),
  /** `host:port` that answers whenever our network does: what probes find is only believed while it is reached. */
  PROBE_REFERENCE: z
    .string()
    .regex(/^(\[[\da-f:.]+\]|[^\s:/@]+):\d{1,5}$/i)
    .optional(),
  /** For tests alone: probes may call this very machine. */
  PROBES_LOOPBACK: z.enum(['allowed', 'refused']).default('refused'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
});
export type Env = z.infer<typeof variables>;

const CURES: Record<keyof Env, string> = {
  HOST:
    'donnez 127.0.0.1 (ou ::1) et un relais devant ; une adresse que d’autres machines atteignent demande ' +
    'PUBLIC_URL en https, sans quoi mots de passe et sessions passeraient en clair',
  PORT: 'donnez un port de 0 (au choix du système) à 65535',
  DATABASE_URL: `donnez postgres://utilisateur:secret@hôte/base, ou rien pour la base embarquée ; sslmode y est ${SSL_MODES.join(', ')} (verify-full avec sslrootcert=system)`,
  DATABASE_DIRECT_URL:
    'donnez l’adresse de PostgreSQL que sert le relais de DATABASE_URL, dans la même forme, ou rien s’il n’y a pas de relais',
  PGSSLMODE: `donnez l’un de : ${SSL_MODES.join(', ')}, ou rien ; verify-full avec PGSSLROOTCERT=system`,
  PGSSLROOTCERT:
    'donnez le fichier de l’autorité qui a signé le certificat de PostgreSQL, ou « system » pour celles que tous connaissent',
  DATA_DIR: 'donnez un dossier où écrire, par exemple .data',
  PUBLIC_URL: 'donnez l’adresse publique, par exemple https://comptoir.example',
  TRUSTED_PROXIES:
    'donnez les adresses ou réseaux de vos relais, séparés par des virgules (127.0.0.1,172.18.0.0/16), ' +
    'jamais tout le monde (/0), ou rien pour cette machine seule',
  SECURITY_CONTACT: 'donnez mailto:adresse, https://page ou tel:numéro, ou rien',
  DATA_CONTROLLER: 'donnez le nom et l’adresse du responsable du traitement, 300 caractères au plus, ou rien',
  PRIVACY_CONTACT: 'donnez mailto:adresse, https://page ou tel:numéro, ou rien',
  PUBLISHER:
    'donnez le nom, l’adresse et le téléphone de qui publie, et le directeur de la publication, 500 caractères au plus, ou rien',
  HOSTED_BY: 'donnez le nom, l’adresse et le téléphone de l’hébergeur, 300 caractères au plus, ou rien',
  ACCESSIBILITY_CONTACT: 'donnez mailto:adresse, https://page ou tel:numéro, ou rien',
  SECRET_KEY: 'donnez au moins 32 caractères au hasard, ou rien pour la clé gardée dans DATA_DIR',
  BACKUP_PASSPHRASE:
    'donnez une phrase de 15 caractères ou plus, gardée ailleurs que les sauvegardes, ou rien',
  SMTP_URL: 'donnez smtps://utilisateur:secret@hôte:465 ou smtp://hôte:587, ou rien',
  MAIL_FROM: 'donnez l’adresse d’où partent les courriels, « Comptoir <comptoir@exemple.fr> », ou rien',
  PRO_SANTE_CONNECT_ISSUER: 'donnez l’adresse du fournisseur d’identité, ou rien pour s’en passer',
  PRO_SANTE_CONNECT_CLIENT_ID: 'donnez l’identifiant reçu à l’inscription, avec PRO_SANTE_CONNECT_ISSUER',
  PRO_SANTE_CONNECT_CLIENT_SECRET: 'donnez le secret reçu à l’inscription, avec PRO_SANTE_CONNECT_ISSUER',
  PROBE_REFERENCE: 'donnez hôte:port d’un service toujours joignable, ou rien pour s’en passer',
  PROBES_LOOPBACK:
    'donnez « refused », ou rien ; « allowed » est pour les essais, jamais avec PUBLIC_URL en https',
  LOG_LEVEL: `donnez l’un de : ${LOG_LEVELS.join(', ')}`,
};

const SECRETS = [
  'DATABASE_URL',
  'DATABASE_DIRECT_URL',
  'SECRET_KEY',
  'BACKUP_PASSPHRASE',
  'SMTP_URL',
  'PRO_SANTE_CONNECT_CLIENT_SECRET',
] as const;

/** The environment, read once. Throws naming the variable and the cure; secrets may be in the file `NAME_FILE` names. */
export const readEnv = (given: NodeJS.ProcessEnv): Env => {
  const set = Object.entries({ ...given, ...secretsIn(given) }).filter(([, value]) => value !== '');
  const read = variables.safeParse(Object.fromEntries(set));
  const names = read.success
    ? wrongTogether(read.data)
    : read.error.issues.map(({ path }) => path[0] as keyof Env);
  if (read.success && names.length === 0) return read.data;
  throw new Error(names.map((name) => `${name} : valeur refusée ; ${CURES[name]}.`).join('\n'));
};

/** Variables that are right alone and wrong together, by the one to change. */
const wrongTogether = (env: Env): (keyof Env)[] => {
  const { HOST, PUBLIC_URL, PROBES_LOOPBACK, DATABASE_URL, DATABASE_DIRECT_URL } = env;
  const isHttps = PUBLIC_URL?.startsWith('https:') ?? false;
  return [
    // Passwords and sessions cross no network in clear.
    ...(isHttps || isLoopback(HOST) ? [] : (['HOST'] as const)),
    // A service open to the world must not be led to call its own machine.
    ...(isHttps && PROBES_LOOPBACK === 'allowed' ? (['PROBES_LOOPBACK'] as const) : []),
    // Ours has no pooler before it.
    ...(DATABASE_DIRECT_URL !== undefined && DATABASE_URL === undefined
      ? (['DATABASE_DIRECT_URL'] as const)
      : []),
    ...([DATABASE_URL, DATABASE_DIRECT_URL].some((each) => each !== undefined && !readAddress(each, env))
      ? (['PGSSLMODE'] as const)
      : []),
  ];
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || (isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback');

const secretsIn = (given: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    SECRETS.flatMap((name) => {
      const file = given[`${name}_FILE`];
      return file ? [[name, readSecret(`${name}_FILE`, file)]] : [];
    }),
  );

const readSecret = (name: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new Error(`${name} : le fichier ${file} ne se lit pas ; donnez un fichier lisible par ce compte.`);
  }
};
