import { command } from './commands';
import { SECRET_KEY } from './program';

type Dashboard = { origin: () => string; databaseUrl: () => string };

/** What `npm run admin -- …` prints over the database of a running server. */
export const admin = async (dashboard: Dashboard, ...order: string[]): Promise<string> => {
  const env = { SECRET_KEY, DATABASE_URL: dashboard.databaseUrl(), PUBLIC_URL: dashboard.origin() };
  const { code, said } = await command('admin', env, ...order);
  if (code !== 0) throw new Error(said);
  return said;
};

/** The link that an invitation prints. */
export const invitationFor = async (dashboard: Dashboard, email: string, ...options: string[]) => {
  const printed = await admin(dashboard, 'invite', email, ...options);
  const [link] = printed.match(/https?:\S+jeton=\S+/) ?? [];
  if (!link) throw new Error(printed);
  return link.replace(dashboard.origin(), '');
};
