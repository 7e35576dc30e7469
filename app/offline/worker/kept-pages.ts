import { professionNames } from '#server/contract/profession-names';
import { offlineWords } from '../../words/offline';
import { type Copy, PAGES, type Standing } from '../copy';
import { doubtOfSigned } from '../doubts';
import { keepFiles, trimFiles } from './kept-files';
import { partsOf, refreshSigned } from './signed-state';

const MAX_PAGES = 60;
const MAX_BYTES = 12_000_000;
/** Pages of one build share most of theirs; those of several builds do not. */
const MAX_FILES = 300;

/**
 * `name`: without what its title answers; `wall`: what this device's clock said when it was asked for; `part`: a digest of
 * what the signed state said of it then.
 */
export type KeptPage = {
  html: string;
  name: string;
  policy: string;
  files: readonly string[];
  wall: number;
  knownAt: number;
  part: string | null;
};

const SLUGS = Object.values(professionNames).map(({ slug }) => slug);
const OPEN = ['ecran', 'plateformes', 'incidents', 'historique', 'avis', 'maintenances'];

/** As an attestation is asked for. */
const ATTESTATION = /^\/attestation\/[\w.-]{1,300}$/;

/** The board, answers, platforms and what is said of them. A writer's page never is. */
export const isPublicPage = (path: string): boolean => {
  if (ATTESTATION.test(path)) return true;
  const [first = '', ...rest] = path
    .replace(/(?<=.)\/$/, '')
    .split('/')
    .slice(1);
  const isShort = rest.length <= 2 && rest.every((piece) => /^[\w-]{1,80}$/.test(piece));
  return path.startsWith('/') && isShort && (path === '/' || [...SLUGS, ...OPEN].includes(first));
};

const pages = (): Promise<Cache> => caches.open(PAGES);

export const keptPage = async (path: string): Promise<KeptPage | null> => {
  const found = await (await pages()).match(path);
  return found ? ((await found.json()) as KeptPage) : null;
};

/** Each with its path, the last kept first. */
export const keptPages = async (): Promise<{ path: string; page: KeptPage }[]> => {
  const cache = await pages();
  const found = await Promise.all(
    (await cache.keys()).map(async (key) => {
      const page = (await (await cache.match(key))?.json()) as KeptPage | undefined;
      return page ? [{ path: new URL(key.url).pathname, page }] : [];
    }),
  );
  return found.flat().sort((a, b) => b.page.wall - a.page.wall);
};

/** « Alan, opticien », of « Alan, opticien : Oui – Comptoir ». */
const nameOf = (title: string): string => title.split(/\s[:–]\s/)[0] ?? title;

/** What may still be said of it, `now` by this device's clock. */
export const copyOf = (
  page: Pick<KeptPage, 'knownAt' | 'wall' | 'part'>,
  standing: Pick<Standing, 'seen' | 'refused' | 'wall' | 'parts'>,
  { path, now }: { path: string; now: number },
): Copy => {
  const { seen, parts } = standing;
  const knownAt = seen ? Math.min(page.knownAt, Date.parse(seen.generatedAt)) : page.knownAt;
  const { unsigned, changed } = offlineWords.doubts;
  const isChanged = parts[path] !== page.part;
  const doubt =
    doubtOfSigned(standing, page.wall, now) ?? (page.part === null ? unsigned : isChanged ? changed : null);
  return { knownAt, wall: page.wall, doubt };
};

/**
 * Keeps a page as anyone is shown it: asked for without a cookie. One that is not whole is not kept. `loaded`: what the
 * document that asks runs on; the page may come from a newer build than it did, and names its own.
 */
export const keepPage = async (path: string, loaded: readonly string[]): Promise<void> => {
  // Before the page, which then says nothing older. Where it cannot be read now, the state kept before vouches, or nothing.
  const paths = (await keptPages()).map((each) => each.path);
  await refreshSigned(paths).catch(() => undefined);
  const wall = Date.now();
  const response = await fetch(path, {
    credentials: 'omit',
    cache: 'no-cache',
    headers: { Accept: 'text/html' },
  });
  const date = Date.parse(response.headers.get('Date') ?? '');
  if (response.status !== 200 || response.redirected || Number.isNaN(date)) return;
  const html = await response.text();
  // The published folder's own page, which a proxy serves in our place, says its age by itself.
  if (!html.startsWith('<!DOCTYPE html><html lang="fr"') || html.includes('data-until=')) return;
  const files = [...new Set([...loaded, ...(html.match(/\/assets\/[\w.-]+/g) ?? [])])];
  await keepFiles(files);
  const age = Number(response.headers.get('Age') ?? 0) * 1000;
  const kept: KeptPage = {
    html,
    name: nameOf(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? path),
    policy: response.headers.get('Content-Security-Policy') ?? '',
    files,
    wall,
    knownAt: date - age,
    part: (await partsOf([path]))[path] ?? null,
  };
  await (await pages()).put(path, Response.json(kept));
  await trim();
};

/** Forgets the pages visited longest ago, beyond so many or so much, and the files that only they ran on. */
export const trim = async (): Promise<void> => {
  const cache = await pages();
  const all = await keptPages();
  let bytes = 0;
  const used = new Set<string>();
  const kept = all.filter(({ page }, rank) => {
    bytes += page.html.length;
    const more = page.files.filter((each) => !used.has(each));
    const isRoom = rank < MAX_PAGES && bytes <= MAX_BYTES && used.size + more.length <= MAX_FILES;
    if (rank > 0 && !isRoom) return false;
    for (const each of more) used.add(each);
    return true;
  });
  await Promise.all(all.filter((each) => !kept.includes(each)).map(({ path }) => cache.delete(path)));
  await trimFiles(used);
};
