import { setTimeout as pause } from 'node:timers/promises';

/**
 * What is held of the read model. `current`: its version, or null when the database must be asked before it is
 * believed, which `revalidate` does. `held`: what the version would be if it were believed, or null when nothing is held.
 */
export type Versions = {
  current: () => number | null;
  held: () => number | null;
  revalidate: () => Promise<unknown>;
};

/**
 * A reader waits this long for a slow database, then is sent the last state with its age; those after it do not wait,
 * until it answers in time again. Longer, and the second in which it falls is what one reader in a hundred sees.
 */
const WAIT_MS = 250;

/** Resolves when the database has answered, or has not in time. One question at a time serves all who wait. */
export const revalidationInTime = (versions: Versions): (() => Promise<unknown>) => {
  let asking: Promise<true> | null = null;
  let isLate = false;
  const ask = async (): Promise<true> => {
    const startedAt = performance.now();
    await versions.revalidate().catch(() => undefined);
    asking = null;
    const isSlow = performance.now() - startedAt > WAIT_MS;
    isLate = isSlow || (isLate && versions.current() === null);
    return true;
  };
  return async () => {
    asking ??= ask();
    if (isLate && versions.held() !== null) return;
    const isAnswered = await Promise.race([asking, pause(WAIT_MS, false, { ref: false })]);
    if (isAnswered) return;
    isLate = true;
    if (versions.held() === null) await asking;
  };
};
