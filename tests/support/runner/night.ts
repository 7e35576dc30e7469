import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { aBrowser, PASSWORD, type World } from '../world/writers';
import { command } from './commands';
import { SECRET_KEY } from './program';

const TEXT = new URL('../../../server/deploy/README.md', import.meta.url);
const PROMPT = 'npm run admin -- ';

/** The commands that `server/deploy/README.md` gives for the night when such an account was stolen. */
const commandsOf = async (whose: string): Promise<string[][]> => {
  const text = await readFile(TEXT, 'utf8');
  const [, night = ''] = text.split('## A night when all is lost\n');
  const [, story = ''] = night.split('\n## ')[0]?.split(`**${whose}**`) ?? [];
  const [, block = ''] = story.split('```sh\n');
  return (block.split('```')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith(PROMPT))
    .map((line) => (line.slice(PROMPT.length).split('#')[0] ?? '').trim().split(/ +/));
};

const urlOf = ({ database: { address } }: World): string => {
  const { host, port, user, database } = address;
  return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
};

/** Types them in their order. Resolves to what each printed. `named`: what the reader puts for a word in capitals. */
export const spendNight = async (
  world: World,
  whose: string,
  named: Record<string, string> = {},
): Promise<string[]> => {
  const env = { SECRET_KEY, DATABASE_URL: urlOf(world), PUBLIC_URL: 'http://localhost' };
  const printed: string[] = [];
  for (const words of await commandsOf(whose)) {
    const { code, said } = await command('admin', env, ...words.map((word) => named[word] ?? word));
    expect([words.join(' '), code, said]).toEqual([words.join(' '), 0, expect.any(String)]);
    printed.push(said);
  }
  expect(printed.length).toBeGreaterThan(3);
  return printed;
};

/** What its owner does with the link that « recover » prints; resolves to the status. */
export const followsLink = async (world: World, printed: readonly string[]): Promise<number> => {
  const [, token] = /#jeton=(\S+)/.exec(printed.join('\n')) ?? [];
  const { status } = await aBrowser(world).post('/invitations/acceptance', {
    token,
    name: 'Rendu',
    password: PASSWORD,
  });
  return status;
};
