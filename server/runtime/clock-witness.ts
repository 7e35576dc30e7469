import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import type { Witness } from '#server/read-model/clock';
import { writeAtomically } from '../write-atomically';

/** Drawn anew each time a machine starts (Linux); where there is none, a start is not told from another. */
const BOOT = '/proc/sys/kernel/random/boot_id';
const FILE = 'clock.json';

type Kept = Witness & { boot: string };

/**
 * What « now » was when the machine had run for so long, kept from one start of the service to the next: a clock that was
 * set to another time in between is told from time that passed.
 */
export const openClockWitness = async (dataDir: string, failed: (error: unknown) => void) => {
  const file = join(dataDir, FILE);
  const boot = await readFile(BOOT, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
  const kept = await readFile(file, 'utf8').then(read, () => null);
  const seen: Witness | null = kept?.boot === boot ? kept : null;
  return {
    seen,
    uptime: () => uptime() * 1000,
    keep: (witness: Witness): void => {
      if (boot === null) return;
      const bytes = Buffer.from(JSON.stringify({ ...witness, boot } satisfies Kept));
      void writeAtomically(file, bytes, 0o600).catch(failed);
    },
  };
};

/** Null when it is no such file: it only makes a start more careful. */
const read = (text: string): Kept | null => {
  try {
    const { at, uptime: up, repairs, boot } = JSON.parse(text);
    const isWitness = [at, up, repairs].every(Number.isFinite) && typeof boot === 'string';
    return isWitness ? { at, uptime: up, repairs, boot } : null;
  } catch {
    return null;
  }
};
