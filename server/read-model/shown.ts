import { LAG_MS } from './read-model';

/** Makes anew what is asked for again and again, of a version that nobody was shown yet, until an instant. */
type Renew = (version: number, until: number) => Promise<void>;

/**
 * Which version readers are sent: the one before, for a moment, while what most of them ask for is made anew, so that none
 * of them waits for it. `present`: the version of what is cached, null: it must be confirmed first. Instants are those of
 * `performance.now()`.
 */
export const createShown = (present: () => number | null) => {
  let renew: Renew = async () => undefined;
  /** What was shown last. */
  let last: number | null = null;
  /** When the first of what `begin` has not begun with was committed. */
  let committedAt: number | null = null;
  /** When what was begun must be shown. */
  let latest = Number.POSITIVE_INFINITY;
  let preparing: { version: number; until: number } | null = null;
  /** Those who wait for what they committed. */
  const followers = new Set<{ since: number; done: () => void }>();

  const current = (): number | null => {
    const version = present();
    if (version === null || preparing?.version !== version || performance.now() >= preparing.until)
      return version;
    return last;
  };
  return {
    current,
    renewedBy(made: Renew): void {
      renew = made;
    },
    /** Something was committed. */
    noted(): void {
      committedAt ??= performance.now();
    },
    /** To call before what was committed is read: what it returns, once readers are shown it. */
    begin(): () => void {
      const begunAt = performance.now();
      latest = (committedAt ?? begunAt) + LAG_MS;
      committedAt = null;
      last = current();
      return () => {
        for (const follower of followers) if (follower.since <= begunAt) follower.done();
      };
    },
    /**
     * To call once a version is cached; resolves when readers are shown it, after `most` milliseconds at the latest, and
     * before whoever committed is answered at the latest.
     */
    async prepare(most: number): Promise<void> {
      const version = present();
      if (version === null || last === null || version === last) return;
      const until = Math.min(performance.now() + most, latest);
      preparing = { version, until };
      await renew(version, until).finally(() => {
        if (preparing?.version === version) preparing = null;
      });
    },
    /** Resolves once readers are shown what is committed by now, or after LAG_MS. */
    follow: (): Promise<void> =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(late);
          followers.delete(follower);
          resolve();
        };
        const late = setTimeout(done, LAG_MS);
        const follower = { since: performance.now(), done };
        followers.add(follower);
      }),
  };
};
