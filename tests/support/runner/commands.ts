import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCommand } from '#server/commands/run';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

type Said = { code: number; said: string };
type Variables = Record<string, string>;

const environment = (given: Variables) =>
  ({ PATH: process.env.PATH, HOME: process.env.HOME, ...given }) as unknown as NodeJS.ProcessEnv;

/** A command, in this process. `said`: all it prints. */
export const command = async (name: string, env: Variables, ...args: string[]): Promise<Said> => {
  const { code, lines, faults } = await runCommand([name, ...args], environment(env));
  return { code, said: [...lines, ...faults].join('\n') };
};

/** The same as one types it: `npm run NAME -- …`. */
export const npmRun = (name: string, env: Variables, ...args: string[]): Promise<Said> =>
  new Promise((resolve) => {
    const options = { cwd: ROOT, env: environment(env) };
    execFile('npm', ['run', '--silent', name, '--', ...args], options, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, said: out + err });
    });
  });
