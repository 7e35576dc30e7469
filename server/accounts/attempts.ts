import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * How often one may try (reliability.md, « Web hygiene »). Nobody is shut out by name alone: a stranger's tries
 * count against the stranger's network, against the address from that network, and against all strangers together;
 * a browser that has signed in before has its own count.
 */
export type Attempts = {
  /** Seconds to wait before another try, 0: none. Counts the try. */
  signIn(attempt: { email: string; network: string; device: string | null }): Promise<number>;
  passkey(network: string): Promise<number>;
  code(account: string): Promise<number>;
  write(account: string): Promise<number>;
  /** From a counter; `reporter` null: not signed in. Strangers count together, and by network. */
  say(what: 'report' | 'remark', who: { network: string; reporter: string | null }): Promise<number>;
  /** A success clears what was counted against this browser. */
  forgive(attempt: { email: string; network: string; device: string | null }): Promise<void>;
};

const QUARTER = 15 * 60;

export const createAttempts = (pool: Pool): Attempts => {
  const limiter = (keyPrefix: string, points: number, duration: number, clearExpiredByTimeout = false) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'attempt',
      tableCreated: true,
      clearExpiredByTimeout,
      keyPrefix,
      points,
      duration,
    });
  const byAll = limiter('all', 600, 60);
  const byNetwork = limiter('network', 60, QUARTER);
  const byAddress = limiter('address', 10, QUARTER);
  const byDevice = limiter('device', 10, QUARTER);
  const byPasskey = limiter('passkey', 120, QUARTER);
  const byCode = limiter('code', 10, QUARTER);
  const byCounter = limiter('counter', 20, QUARTER);
  const byReporter = limiter('reporter', 120, QUARTER);
  // One sweeps for all: the table is shared.
  const byWriter = limiter('writer', 6000, 60, true);

  const take = async (limit: RateLimiterPostgres, key: string): Promise<number> => {
    try {
      await limit.consume(key);
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  };
  return {
    async signIn({ email, network, device }) {
      if (device !== null) return take(byDevice, device);
      const waits = await Promise.all([
        take(byAll, 'sign-in'),
        take(byNetwork, network),
        take(byAddress, `${email} ${network}`),
      ]);
      return Math.max(...waits);
    },
    passkey: (network) => take(byPasskey, network),
    code: (account) => take(byCode, account),
    write: (account) => take(byWriter, account),
    async say(what, { network, reporter }) {
      if (reporter !== null) return take(byReporter, `${what} ${reporter}`);
      // What one network has left over does not weigh on the others.
      return (await take(byCounter, `${what} ${network}`)) || take(byAll, what);
    },
    async forgive({ email, network, device }) {
      await (device === null ? byAddress.delete(`${email} ${network}`) : byDevice.delete(device));
    },
  };
};
