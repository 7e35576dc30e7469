/**
 * What strangers may have computed for them: answers that are not there already. A board of now is never made to wait
 * here: whoever makes one does not enter.
 */
export type WorkLimits = {
  /** Makings at once, and those that may wait for one, of all networks together. */
  atOnce: number;
  waiting: number;
  /** The same of one network, and the processor time it may spend in `windowMs`, milliseconds. */
  ofNetwork: { atOnce: number; waiting: number; budgetMs: number };
  windowMs: number;
};

export const WORK_LIMITS: WorkLimits = {
  atOnce: 4,
  waiting: 512,
  // A hospital, or all the phones of an operator, may stand behind one /24 when everything changes at once.
  ofNetwork: { atOnce: 2, waiting: 64, budgetMs: 3_000 },
  windowMs: 10_000,
};

/**
 * To call once the making is over, well or not. `spentMs`: the processor time it took; what the event loop was busy
 * meanwhile (`performance.eventLoopUtilization`) is near enough, since few run at once.
 */
export type Leave = (spentMs: number) => void;
/** `of`: whose limit it is. `retryAfter`: seconds, 1 at least. */
export type Refused = { of: 'network' | 'everybody'; retryAfter: number };

/** `level`: milliseconds spent and not forgotten at the instant `at`. */
type Share = { level: number; at: number; running: number; waiting: number };
type Waiter = { share: Share; begin: () => void };

const NOTHING = (): void => undefined;

/** Shares the making of answers among networks. `now`: a clock that never goes back, milliseconds. */
export const createWorkShare = (now: () => number, limits: WorkLimits = WORK_LIMITS) => {
  const { ofNetwork } = limits;
  const forgottenPerMs = ofNetwork.budgetMs / limits.windowMs;
  const shares = new Map<string, Share>();
  const queue: Waiter[] = [];
  let running = 0;
  let sweptAt = now();

  const settle = (share: Share): void => {
    const at = now();
    share.level = Math.max(0, share.level - (at - share.at) * forgottenPerMs);
    share.at = at;
  };
  /** Networks that owe nothing and wait for nothing are forgotten: strangers may come from any number of them. */
  const sweep = (): void => {
    if (now() - sweptAt < limits.windowMs) return;
    sweptAt = now();
    for (const [network, share] of shares) {
      settle(share);
      if (share.level + share.running + share.waiting === 0) shares.delete(network);
    }
  };
  const refusalOf = (share: Share): Refused | null => {
    if (share.level >= ofNetwork.budgetMs) {
      const wait = (share.level - ofNetwork.budgetMs) / forgottenPerMs;
      return { of: 'network', retryAfter: Math.max(1, Math.ceil(wait / 1000)) };
    }
    if (share.running + share.waiting >= ofNetwork.atOnce + ofNetwork.waiting)
      return { of: 'network', retryAfter: 1 };
    return queue.length >= limits.waiting ? { of: 'everybody', retryAfter: 2 } : null;
  };
  /** The one whose network has spent least, so that who asks for much does not stand before who asks for little. */
  const next = (): Waiter | null => {
    let best: Waiter | null = null;
    for (const waiter of queue) {
      if (waiter.share.running >= ofNetwork.atOnce) continue;
      settle(waiter.share);
      if (best === null || waiter.share.level < best.share.level) best = waiter;
    }
    return best;
  };
  const begin = (): void => {
    for (let waiter = next(); waiter && running < limits.atOnce; waiter = next()) {
      queue.splice(queue.indexOf(waiter), 1);
      running += 1;
      waiter.share.waiting -= 1;
      waiter.share.running += 1;
      waiter.begin();
    }
  };
  const leaveOf = (share: Share): Leave => {
    let isOver = false;
    return (spentMs) => {
      if (isOver) return;
      isOver = true;
      settle(share);
      share.level += spentMs;
      share.running -= 1;
      running -= 1;
      begin();
    };
  };

  return {
    /** Resolves when the making may begin. `network` null: this machine itself, which has no share and never waits. */
    enter(network: string | null): Promise<Leave> | Refused {
      if (network === null) return Promise.resolve(NOTHING);
      sweep();
      const share = shares.get(network) ?? { level: 0, at: now(), running: 0, waiting: 0 };
      settle(share);
      const refused = refusalOf(share);
      if (refused) return refused;
      shares.set(network, share);
      share.waiting += 1;
      return new Promise((resolve) => {
        queue.push({ share, begin: () => resolve(leaveOf(share)) });
        begin();
      });
    },
    /** Networks that are remembered now. */
    size: () => shares.size,
  };
};
