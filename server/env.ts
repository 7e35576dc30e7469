import { readFileSync } from 'node:fs';
import { z } from 'zod';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const url = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol));

const variables = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  /** Seals second factors and keys digests; 32 bytes or more. */
  SECRET_KEY: z.string().min(32).optional(),
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
  HOST: 'donnez une adresse d’écoute, par exemple 127.0.0.1',
  PORT: 'donnez un port de 0 (au choix du système) à 65535',
  DATABASE_URL: 'donnez postgres://utilisateur:secret@hôte/base, ou rien pour la base embarquée',
  DATA_DIR: 'donnez un dossier où écrire, par exemple .data',
  PUBLIC_URL: 'donnez l’adresse publique, par exemple https://comptoir.example',
  SECRET_KEY: 'donnez au moins 32 caractères au hasard, ou rien pour la clé gardée dans DATA_DIR',
  PRO_SANTE_CONNECT_ISSUER: 'donnez l’adresse du fournisseur d’identité, ou rien pour s’en passer',
  PRO_SANTE_CONNECT_CLIENT_ID: 'donnez l’identifiant reçu à l’inscription, avec PRO_SANTE_CONNECT_ISSUER',
  PRO_SANTE_CONNECT_CLIENT_SECRET: 'donnez le secret reçu à l’inscription, avec PRO_SANTE_CONNECT_ISSUER',
  PROBE_REFERENCE: 'donnez hôte:port d’un service toujours joignable, ou rien pour s’en passer',
  PROBES_LOOPBACK:
    'donnez « refused », ou rien ; « allowed » est pour les essais, jamais avec PUBLIC_URL en https',
  LOG_LEVEL: `donnez l’un de : ${LOG_LEVELS.join(', ')}`,
};

const SECRETS = ['DATABASE_URL', 'SECRET_KEY', 'PRO_SANTE_CONNECT_CLIENT_SECRET'] as const;

/** The environment, read once. Throws naming the variable and the cure; secrets may be in the file `NAME_FILE` names. */
export const readEnv = (given: NodeJS.ProcessEnv): Env => {
  const set = Object.entries({ ...given, ...secretsIn(given) }).filter(([, value]) => value !== '');
  const read = variables.safeParse(Object.fromEntries(set));
  if (read.success && !isExposed(read.data)) return read.data;
  const names = read.success
    ? (['PROBES_LOOPBACK'] as const)
    : read.error.issues.map(({ path }) => path[0] as keyof Env);
  throw new Error(names.map((name) => `${name} : valeur refusée ; ${CURES[name]}.`).join('\n'));
};

/** A service open to the world must not be led to call its own machine. */
const isExposed = ({ PROBES_LOOPBACK, PUBLIC_URL }: Env): boolean =>
  PROBES_LOOPBACK === 'allowed' && (PUBLIC_URL?.startsWith('https:') ?? false);

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
