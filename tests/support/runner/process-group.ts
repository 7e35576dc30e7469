import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { atExit } from './worker';

const TO_START = 60_000;
const TO_LEAVE = 5_000;

type Started = { env?: Record<string, string>; stdio?: StdioOptions };

/** Programs that start others, in a folder of their own that is their HOME; `end` leaves nothing of all this. */
export const processGroups = (name: string) => {
  const home = mkdtempSync(join(tmpdir(), `comptoir-${name}-`));
  const started: ChildProcess[] = [];
  const signal = (signal: NodeJS.Signals): void => {
    for (const { pid } of started) {
      try {
        if (pid) process.kill(-pid, signal);
      } catch {
        // All of the group have left.
      }
    }
  };
  const clear = () => rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  atExit(() => {
    signal('SIGKILL');
    clear();
  });
  return {
    home,
    start: (program: string, args: string[], { env, stdio }: Started = {}) => {
      const child = spawn(program, args, {
        detached: true,
        stdio: stdio ?? 'ignore',
        env: {
          PATH: process.env.PATH,
          HOME: home,
          LC_ALL: 'C.UTF-8',
          ...env,
        } as unknown as NodeJS.ProcessEnv,
      });
      started.push(child);
      return child;
    },
    end: async (): Promise<void> => {
      const left = Promise.all(
        started.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')),
      );
      signal('SIGTERM');
      const limit = setTimeout(() => signal('SIGKILL'), TO_LEAVE);
      await left;
      clearTimeout(limit);
      signal('SIGKILL');
      started.length = 0;
      clear();
    },
  };
};

/** What a program just started says when it is ready, asked of it again and again. */
export const patiently = async <T>(
  child: ChildProcess,
  ready: () => Promise<T | null> | T | null,
): Promise<T> => {
  for (const deadline = Date.now() + TO_START; Date.now() < deadline; await pause(50)) {
    const said = await ready();
    if (said) return said;
    if (child.exitCode !== null) break;
  }
  throw new Error(`${child.spawnfile} n’est pas prêt (sortie ${child.exitCode})`);
};
