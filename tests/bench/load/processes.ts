import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { atEnd } from '../../faults/kit/support';
import type { Kept } from './floor';
import type { Order, Result } from './generator';
import type { Heard } from './waiters';
import type { Watched, WatcherOrder } from './watcher';

/** Programs of the bench, each a process of its own, so that nobody pays for another's work. */

const start = (name: string): ChildProcess => {
  const child = fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  atEnd(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return child;
};

/** What a child says next. Rejects when it ends instead. */
const result = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve, reject) => {
    const ended = () => reject(new Error('un programme du banc s’est arrêté'));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message as T);
    });
  });

export const startFloor = async (kept: readonly Kept[]): Promise<{ port: number; pid: number }> => {
  const child = start('floor');
  const listening = result<number>(child);
  child.send(kept);
  return { port: await listening, pid: child.pid ?? 0 };
};

export const startGenerator = async () => {
  const child = start('generator');
  await result(child);
  return {
    pid: child.pid ?? 0,
    run: (order: Order): Promise<Result> => {
      const done = result<Result>(child);
      child.send(order);
      return done;
    },
  };
};

/** `open` resolves to how many wait; `hearing` once they listen, to what they hear. */
export const startWaiters = async (port: number, path: string) => {
  const child = start('waiters');
  await result(child);
  const order = (given: { open: number } | { arm: true }) => child.send({ port, path, ...given });
  return {
    open: (count: number): Promise<number> => {
      const opened = result<number>(child);
      order({ open: count });
      return opened;
    },
    hearing: async (): Promise<{ done: Promise<Heard> }> => {
      const armed = result<string>(child);
      order({ arm: true });
      await armed;
      return { done: result<Heard>(child) };
    },
  };
};

/** `during` resolves to what `/healthz` waited while some work was done. */
export const startWatcher = async (port: number) => {
  const child = start('watcher');
  await result(child);
  const order = <T>(given: WatcherOrder): Promise<T> => {
    const answer = result<T>(child);
    child.send(given);
    return answer;
  };
  return {
    during: async (work: () => Promise<unknown>): Promise<Watched> => {
      await order<string>({ port });
      await work();
      return order<Watched>({ stop: true });
    },
  };
};

/** A process and all its threads on one core. Resolves to whether that could be done. */
export const pin = (pid: number, core: number): boolean => {
  if (cpus().length < 2) return false;
  try {
    execFileSync('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const TICK = 10;

/** Milliseconds of processor a process has used, all its threads; NaN where /proc is not. */
export const processorOf = (pid: number): number => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  } catch {
    return Number.NaN;
  }
};

/** Bytes of memory a process holds; NaN where /proc is not. */
export const memoryOf = (pid: number): number => {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return Number.NaN;
  }
};

/** How many files, or sockets, one process may hold. */
export const descriptors = (): number => {
  try {
    const [, most] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return Number(most);
  } catch {
    return 1024;
  }
};
