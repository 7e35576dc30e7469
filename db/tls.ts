import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { isSocket, leavesMachine, type Ssl } from './address';

/** How one connection is sealed, as Node wants it; false: in clear. */
export type Seal = ConnectionOptions | false;

/** The database was reached, and cannot be spoken to as privately as was asked. The message is a sentence with its cure. */
export class TlsRefused extends Error {}

/**
 * The ways to seal a connection to a host, in the order they are tried: libpq's, but for a URL that says nothing. Off
 * this machine it then wants a certificate that is verified, name included. Throws, with the cure, when a file that it
 * names cannot be read.
 */
export const sealsTo = (host: string, ssl: Ssl): readonly Seal[] => {
  if (isSocket(host)) return [false];
  const mode = ssl.mode ?? (leavesMachine(host) || ssl.rootCert === 'system' ? 'verify-full' : 'allow');
  if (mode === 'disable') return [false];
  const root = rootOf(ssl);
  const own = {
    ...(ssl.cert === null ? {} : { cert: fileOf('sslcert', ssl.cert) }),
    ...(ssl.key === null ? {} : { key: fileOf('sslkey', ssl.key) }),
    ...(ssl.password === null ? {} : { passphrase: ssl.password }),
  };
  const unverified = { ...own, rejectUnauthorized: false };
  const signed = { ...own, ca: root, checkServerIdentity: () => undefined };
  switch (mode) {
    case 'allow':
      return [false, unverified];
    case 'prefer':
      return [unverified, false];
    case 'require':
      return [root === undefined ? unverified : signed];
    case 'verify-ca':
      if (root === undefined)
        throw new Error(
          'sslmode=verify-ca veut l’autorité qui a signé le certificat de PostgreSQL : donnez son fichier dans ' +
            'sslrootcert (ou PGSSLROOTCERT), ou prenez sslmode=verify-full.',
        );
      return [signed];
    case 'verify-full':
      return [{ ...own, ...(root === undefined ? {} : { ca: root }) }];
  }
};

/** The authorities that are believed; undefined: those that Node comes with. */
const rootOf = ({ rootCert }: Ssl): string | undefined => {
  if (rootCert === 'system') return undefined;
  if (rootCert !== null) return fileOf('sslrootcert', rootCert);
  const usual = join(process.env.HOME ?? '/', '.postgresql', 'root.crt');
  return existsSync(usual) ? fileOf('sslrootcert', usual) : undefined;
};

const fileOf = (name: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(
      `${name} : le fichier ${path} ne se lit pas ; donnez dans DATABASE_URL un fichier lisible par ce compte.`,
    );
  }
};

const UNTRUSTED = [
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
];
const OUT_OF_TIME = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
const NO_TLS = 'The server does not support SSL connections';

/** Why a connection could not be sealed as asked, with the cure; null: it failed for another reason. */
export const tlsRefusal = (error: unknown, host: string): TlsRefused | null => {
  if (!(error instanceof Error)) return null;
  const { code = '', message } = error as Error & { code?: string };
  const sentence = sentenceOf(code, message, host);
  return sentence === null ? null : new TlsRefused(sentence, { cause: error });
};

const sentenceOf = (code: string, message: string, host: string): string | null => {
  if (message === NO_TLS)
    return (
      `PostgreSQL, sur ${host}, ne chiffre pas ses connexions, et mots de passe et faits y passeraient en clair : mettez ` +
      'ssl = on sur ce serveur, ou ajoutez « ?sslmode=disable » à DATABASE_URL si personne d’autre n’est sur ce réseau.'
    );
  if (UNTRUSTED.includes(code))
    return (
      `Le certificat de PostgreSQL, sur ${host}, n’est signé par aucune autorité connue : donnez le fichier de celle qui ` +
      'l’a signé, « ?sslrootcert=/chemin/autorite.pem » dans DATABASE_URL, ou PGSSLROOTCERT.'
    );
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return (
      `Le certificat de PostgreSQL n’est pas au nom de ${host} : nommez le serveur dans DATABASE_URL comme son certificat ` +
      'le nomme, ou donnez « sslmode=verify-ca » avec sslrootcert.'
    );
  if (OUT_OF_TIME.includes(code))
    return `Le certificat de PostgreSQL, sur ${host}, n’est plus ou pas encore valable : renouvelez-le, ou remettez cette machine à l’heure.`;
  return code.startsWith('ERR_SSL_') || code === 'EPROTO'
    ? `TLS ne s’établit pas avec PostgreSQL, sur ${host} (${code}) : voyez ses réglages ssl_* et le certificat de client (sslcert, sslkey).`
    : null;
};
