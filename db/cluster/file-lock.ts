import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** A holder that is alive touches its file every second, so a silent one is gone whatever its pid says. */
const SILENCE = 10_000;

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const take = async (file: string): Promise<boolean> => {
  try {
    const handle = await open(file, 'wx');
    // On a full disk it holds as well without its pid: the touching says that its holder is alive.
    await handle.writeFile(String(process.pid)).catch(() => undefined);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

const dropIfAbandoned = async (file: string): Promise<void> => {
  const [pid, seen] = await Promise.all([readFile(file, 'utf8'), stat(file)]).catch(() => [null, null]);
  if (pid === null || seen === null) return;
  const silent = Date.now() - seen.mtimeMs > SILENCE;
  if (silent || (pid !== '' && !isAlive(Number(pid)))) await rm(file, { force: true });
};

/** One process at a time does `work`; the others wait. PostgreSQL's own lock guards the data all the same. */
export const withFileLock = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  while (!(await take(file))) {
    await dropIfAbandoned(file);
    await pause(50);
  }
  const pulse = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), 1000);
  try {
    return await work();
  } finally {
    clearInterval(pulse);
    await rm(file, { force: true });
  }
};
