import { type Address, type Host, readAddress, type SslDefaults } from './address';
import type { SocketAddress } from './embedded';
import { type Seal, sealsTo } from './tls';

/** One way to connect: a host, and how the connection is sealed. */
export type WayIn = Host & { seal: Seal };

/** A PostgreSQL server, whichever of its hosts answers for it now. What one connection finds out serves the next. */
export type Endpoint = {
  who: { user?: string; password?: string; database?: string; options?: string };
  wayIn(): WayIn;
  /** Leaves a way in that failed; false: there is no other to try for that reason. */
  leave(tried: WayIn, error: unknown): boolean;
  /** One more connection is made. Throws when it leads to a server that only reads, and another host may write. */
  entered(isReadOnly: boolean): void;
  /** Nothing stands between: what is set, locked and heard on a connection lasts as long as it. */
  isDirect: boolean;
};

/** It reads, and another host has not been asked yet: as one that is still starting. */
const onlyReads = () =>
  Object.assign(new Error('Ce serveur PostgreSQL ne fait que lire.'), { code: '57P03' });

/** Our own cluster, or what a URL names. Throws, with the cure, when that is none or names files that cannot be read. */
export const endpointTo = (where: SocketAddress | string, defaults: SslDefaults = {}): Endpoint => {
  if (typeof where !== 'string') {
    const { host, port, ...who } = where;
    return endpointOf([{ host, port, seals: [false] }], who, true, true);
  }
  const address = readAddress(where, defaults);
  if (!address)
    throw new Error('L’adresse de PostgreSQL n’en est pas une : postgres://utilisateur:secret@hôte/base.');
  const hosts = address.hosts.map((each) => ({ ...each, seals: sealsTo(each.host, address.ssl) }));
  return endpointOf(hosts, whoIn(address), address.isAnyGood, false);
};

const whoIn = ({ user, password, database, options }: Address): Endpoint['who'] => ({
  ...(user === null ? {} : { user }),
  ...(password === null ? {} : { password }),
  ...(database === null ? {} : { database }),
  ...(options === null ? {} : { options }),
});

type Sealed = Host & { seals: readonly Seal[] };

const endpointOf = (
  hosts: readonly Sealed[],
  who: Endpoint['who'],
  isAnyGood: boolean,
  isDirect: boolean,
): Endpoint => {
  const ways = hosts.map(({ host, port, seals }) => seals.map((seal): WayIn => ({ host, port, seal })));
  let [at, seal, left] = [0, 0, 0];
  const current = (): WayIn => ways[at]?.[seal] as WayIn;
  return {
    who,
    isDirect,
    wayIn: current,
    leave(tried, error) {
      // Another connection has left it already.
      if (tried !== current()) return true;
      const isSealed = isOfSeal(error);
      if (isSealed && ways[at]?.[seal + 1]) {
        seal += 1;
        return true;
      }
      if (hosts.length === 1) {
        seal = 0;
        return false;
      }
      left += 1;
      at = (at + 1) % hosts.length;
      seal = 0;
      return true;
    },
    entered(isReadOnly) {
      if (isReadOnly && !isAnyGood && hosts.length > 1 && left < hosts.length) throw onlyReads();
      left = 0;
    },
  };
};

/** The server speaks no TLS, or nothing else, or not with us. */
const isOfSeal = (error: unknown): boolean =>
  error instanceof Error &&
  (/does not support SSL|establishing an SSL/.test(error.message) ||
    /^(28000|EPROTO|ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_)/.test(
      'code' in error ? String(error.code) : '',
    ));
