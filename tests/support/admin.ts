import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SECRET_KEY } from './program';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

type Dashboard = { origin: () => string; databaseUrl: () => string };

/** `npm run admin -- …` over the database of a running server. Resolves to what it prints. */
export const admin = async (dashboard: Dashboard, ...order: string[]): Promise<string> => {
  const { PATH, HOME } = process.env;
  const env = {
    PATH,
    HOME,
    SECRET_KEY,
    DATABASE_URL: dashboard.databaseUrl(),
    PUBLIC_URL: dashboard.origin(),
  };
  const run = ['--import', 'tsx', 'server/admin.ts', ...order];
  const { stdout } = await promisify(execFile)(process.execPath, run, {
    cwd: ROOT,
    env: env as unknown as NodeJS.ProcessEnv,
  });
  return stdout;
};

/** The link that an invitation prints. */
export const invitationFor = async (dashboard: Dashboard, email: string, ...options: string[]) => {
  const printed = await admin(dashboard, 'invite', email, ...options);
  const [link] = printed.match(/https?:\S+jeton=\S+/) ?? [];
  if (!link) throw new Error(printed);
  return link.replace(dashboard.origin(), '');
};
