import pages from '#app/routes';
import { professionWords } from '#app/words/professions';
import { attestationId } from '#server/contract/attestation-id';
import type { Profession } from '#server/domain/facts/vocabulary';

/** Every address of the house, from the routes themselves: a new one enters by itself, or says what it lacks. */

/** `/avis/:id`, of a page or of a door. */
export type Route = { method: string; pattern: string; kind: 'page' | 'door' };

type Node = { path?: string; children?: Node[] };

const pagesUnder = (nodes: readonly Node[], above: string): string[] =>
  nodes.flatMap(({ path, children }) => {
    const pattern = path === undefined ? above : `${above}/${path}`;
    return children ? pagesUnder(children, pattern) : [pattern || '/'];
  });

/** Pages are read; forms are sent to them, and those that have none say so. */
const PAGES: readonly Route[] = pagesUnder(pages as Node[], '').flatMap((pattern) =>
  ['GET', 'POST'].map((method) => ({ method, pattern, kind: 'page' as const })),
);

/** All of them, each once. `doors`: as Hono lists them. Whoever only reads comes first, who ends a session last. */
export const routesOf = (doors: readonly { method: string; path: string }[]): Route[] => {
  const listed = doors
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => ({ method, pattern: path, kind: 'door' as const }));
  const once = new Map([...PAGES, ...listed].map((route) => [`${route.method} ${route.pattern}`, route]));
  const rank = ({ method, pattern }: Route) =>
    method === 'GET' ? 0 : /deconnexion|\/sessions?$|accounts/.test(pattern) ? 2 : 1;
  return [...once.values()].sort((a, b) => rank(a) - rank(b));
};

/** One thing of each kind in a world. */
export type Things = {
  profession: Profession;
  platform: string;
  mutuelle: string;
  incident: string;
  notice: string;
  maintenance: string;
  statement: string;
  organisation: string;
  probe: string;
};

/** What the `:id` of a pattern is of, by the word before it. */
const OF: readonly (readonly [RegExp, keyof Things])[] = [
  [/\/(plateformes|platforms)\/:id/, 'platform'],
  [/\/mutuelles\/:id/, 'mutuelle'],
  [/\/incidents\/:id/, 'incident'],
  [/\/(avis|notices)\/:id/, 'notice'],
  [/\/maintenances\/:id/, 'maintenance'],
  [/\/statements\/:id/, 'statement'],
  [/\/organisations\/:id/, 'organisation'],
  [/\/(sondes|probes)\/:id/, 'probe'],
];
/** What only the program itself gives: nobody's. */
const NOBODYS =
  /\/(proposals|passkeys|invitations|keys|accounts|sessions|restrictions|sources|writes|deliveries|connectors|connector-links|alerts|branchements|alertes)\/:id/;
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Of the page that has the same path. */
const cardIn = (pattern: string, things: Things): string => {
  const [, named] = CARDS.find(([form]) => form.test(pattern)) ?? [];
  return `${named?.(things)}.png`;
};
const CARDS: readonly (readonly [RegExp, (things: Things) => string])[] = [
  [/incidents/, ({ incident }) => incident],
  [/avis/, ({ notice }) => notice],
  [/operateur/, ({ platform }) => platform],
  [/:profession/, ({ mutuelle }) => mutuelle],
  [/./, ({ profession }) => professionWords[profession].slug],
];

/** Of the crisis, or of before anything was said. */
const ATTESTED_AT = new Date('2024-02-02T11:00:00Z');

const wordFor = (pattern: string, name: string, things: Things): string => {
  switch (name) {
    case 'profession':
      return pattern.startsWith('/api') ? things.profession : professionWords[things.profession].slug;
    case 'platform':
      return things.platform;
    case 'mutuelle':
      return things.mutuelle;
    case 'file':
      return pattern.startsWith('/cards') ? cardIn(pattern, things) : `${things.platform}.svg`;
    case 'token':
      return 'a'.repeat(32);
    case 'form':
      return 'incident';
    case 'id': {
      if (/\/attestations?\/:id/.test(pattern))
        return attestationId({
          profession: things.profession,
          subject: { mutuelle: things.mutuelle },
          at: ATTESTED_AT,
        });
      const [, noun] = OF.find(([form]) => form.test(pattern)) ?? [];
      if (noun) return things[noun];
      if (NOBODYS.test(pattern)) return NOBODY;
    }
  }
  throw new Error(`${pattern} : dites à tests/support/runner/walk/addresses.ts ce qu’est « ${name} »`);
};

/** What a door reads from its address and would refuse to do without. */
const asked = (pattern: string, { profession, platform }: Things): Record<string, string> => {
  if (['/api/v1/answers', '/api/v1/stream'].includes(pattern)) return { profession };
  if (pattern === '/api/v1/search') return { q: 'mutuelle', profession };
  if (pattern.endsWith('/payments')) return { profession };
  if (pattern === '/api/v1/reports') return { profession, platform };
  if (pattern === '/oembed') return { url: `http://localhost/${professionWords[profession].slug}` };
  return {};
};

/** The address of a route in a world, now or at an instant. */
export const addressOf = ({ pattern }: Route, things: Things, at: Date | null): string => {
  const path = pattern.replaceAll(/:(\w+)/g, (_, name: string) => wordFor(pattern, name, things));
  const query = new URLSearchParams({
    ...asked(pattern, things),
    ...(at === null ? {} : { at: at.toISOString() }),
  });
  return query.size === 0 ? path : `${path}?${query}`;
};
