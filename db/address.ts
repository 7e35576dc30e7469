import { isIP } from 'node:net';

export const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** What libpq calls `sslmode`, `sslrootcert`, `sslcert`, `sslkey` and `sslpassword`; files by their path. */
export type Ssl = {
  mode: SslMode | null;
  rootCert: string | null;
  cert: string | null;
  key: string | null;
  password: string | null;
};

/** `host`: a name, an address, or the folder of a socket. */
export type Host = { host: string; port: number };

/** One PostgreSQL as a URL names it: by several hosts, it is whichever of them writes. */
export type Address = {
  hosts: readonly Host[];
  user: string | null;
  password: string | null;
  database: string | null;
  options: string | null;
  ssl: Ssl;
  /** A server that only reads is as good as another. */
  isAnyGood: boolean;
};

/** PGSSLMODE and PGSSLROOTCERT: for URLs that say nothing. */
export type SslDefaults = { PGSSLMODE?: SslMode | undefined; PGSSLROOTCERT?: string | undefined };

const FORM = /^postgres(?:ql)?:\/\/(?:([^/?#]*)@)?([^/?#@]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/;
const HOST = /^(?:\[([\da-f:.%]+)\]|([^[\]:]*))(?::(\d{0,5}))?$/i;
const DEFAULT_PORT = 5432;
const DEFAULT_HOST = 'localhost';
/** What node-postgres calls them. */
const ALIASES: Record<string, SslMode> = {
  'no-verify': 'require',
  true: 'verify-full',
  1: 'verify-full',
  0: 'disable',
};
/** Of `target_session_attrs`: a service that writes has no use for the others. */
const TARGETS = ['any', 'read-write', 'primary'];

/** Reads a URL as libpq does, or null: it is none that this program can use. */
export const readAddress = (url: string, defaults: SslDefaults = {}): Address | null => {
  try {
    return addressIn(url, defaults);
  } catch {
    // A « % » that encodes nothing.
    return null;
  }
};

const addressIn = (url: string, { PGSSLMODE, PGSSLROOTCERT }: SslDefaults): Address | null => {
  const form = FORM.exec(url);
  if (!form) return null;
  const [, login = '', authority = '', path = '', query = ''] = form;
  const asked = paramsIn(query);
  const hosts = hostsIn(authority, asked);
  const named = modeIn(asked);
  const mode = named ?? PGSSLMODE ?? null;
  const target = asked.get('target_session_attrs');
  if (!hosts || named === undefined || (target !== undefined && !TARGETS.includes(target))) return null;
  const rootCert = asked.get('sslrootcert') ?? PGSSLROOTCERT ?? null;
  // Whatever a public authority signed is anybody's, if its name is not looked at.
  if (rootCert === 'system' && mode !== null && mode !== 'verify-full') return null;
  const [user, ...secret] = login.split(':').map(decodeURIComponent);
  return {
    hosts,
    user: asked.get('user') ?? (user || null),
    password: asked.get('password') ?? (secret.length > 0 ? secret.join(':') : null),
    database: asked.get('dbname') ?? (decodeURIComponent(path) || null),
    options: asked.get('options') ?? null,
    ssl: {
      mode,
      rootCert,
      cert: asked.get('sslcert') ?? null,
      key: asked.get('sslkey') ?? null,
      password: asked.get('sslpassword') ?? null,
    },
    isAnyGood: target === 'any',
  };
};

const paramsIn = (query: string): ReadonlyMap<string, string> =>
  new Map(
    query
      .split('&')
      .filter((each) => each !== '')
      .map((each) => {
        const [name = '', ...value] = each.split('=');
        return [decodeURIComponent(name), decodeURIComponent(value.join('='))];
      }),
  );

/** Null: it says nothing; undefined: it says what nobody knows. */
const modeIn = (asked: ReadonlyMap<string, string>): SslMode | null | undefined => {
  const named = asked.get('sslmode') ?? asked.get('ssl');
  if (named === undefined) return null;
  return ALIASES[named] ?? SSL_MODES.find((mode) => mode === named);
};

const hostsIn = (authority: string, asked: ReadonlyMap<string, string>): readonly Host[] | null => {
  const named = asked
    .get('host')
    ?.split(',')
    .map((host) => ({ host, port: '' }));
  const listed = named ?? authority.split(',').map((text) => hostIn(decodeURIComponent(text)));
  const ports = asked.get('port')?.split(',') ?? [];
  const hosts: Host[] = [];
  for (const [index, each] of listed.entries()) {
    const port = Number(ports[index] || ports[0] || each?.port || DEFAULT_PORT);
    if (!each || !Number.isInteger(port) || port < 1 || port > 65_535) return null;
    hosts.push({ host: each.host || DEFAULT_HOST, port });
  }
  return hosts;
};

const hostIn = (text: string): { host: string; port: string } | null => {
  const [whole, v6, name, port = ''] = HOST.exec(text) ?? [];
  return whole === undefined ? null : { host: v6 ?? name ?? '', port };
};

/** The folder of a socket. */
export const isSocket = (host: string): boolean => host.startsWith('/');

/** Whether what is sent there leaves this machine. */
export const leavesMachine = (host: string): boolean =>
  !isSocket(host) && host !== 'localhost' && host !== '::1' && !(isIP(host) === 4 && host.startsWith('127.'));
