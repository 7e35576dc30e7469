import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { environment, type Server } from '../../faults/kit/server';

/** What a measured program is told by its own commands: each revision knows its own tables. */

type Running = Pick<Server, 'root' | 'dataDir'>;

/** `npm run admin --` of the program that runs over a DATA_DIR. Resolves to what it prints; rejects when refused. */
export const adminOf = async ({ root, dataDir }: Running, ...order: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'admin', '--', ...order], {
    cwd: root,
    env: environment({ DATA_DIR: dataDir }),
  });
  return stdout.trim();
};

/** A key of a new account. `options`: of the command besides. */
export const keyOf = async (
  server: Running,
  email: string,
  organisation: string,
  ...options: string[]
): Promise<string> => {
  const named = ['--organisation', organisation, '--name', email];
  const printed = await adminOf(server, 'key', email, ...named, ...options);
  return printed.split('\n').at(-1) ?? '';
};
