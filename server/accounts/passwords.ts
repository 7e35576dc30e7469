import { setTimeout as pause } from 'node:timers/promises';
import { hash, verify } from '@node-rs/argon2';

export const SHORTEST = 15;

/** OWASP's figures for argon2id, which is the library's default: 19 MiB, 2 passes. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), OPTIONS);

/** For an address nobody has: the same time is spent as for one somebody has. */
const NOBODY = hashPassword('no account has this password, whatever it is');

/** How long the last one took to compute, milliseconds. */
let lastTook = 0;

export const isPassword = async (kept: string | null, given: string): Promise<boolean> => {
  const startedAt = performance.now();
  const matches = await verify(kept ?? (await NOBODY), given.normalize('NFC'), OPTIONS);
  lastTook = performance.now() - startedAt;
  return matches && kept !== null;
};

/** For a password that cannot be right: computes nothing, and is as long about it. */
export const pretendToCompute = async (): Promise<false> => {
  await pause(lastTook);
  return false;
};
