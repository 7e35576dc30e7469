/** The files that kept pages run on. The name of each ends with a digest of what it holds: it never changes. */

declare const SHELL: readonly string[];
/** What the board and an answer run on, given by the build: asked for by none of them before it is needed. */
const OF_SHELL: readonly string[] = typeof SHELL === 'undefined' ? [] : SHELL;

const FILES = 'comptoir-fichiers-1';

const IS_FILE = /^\/(?:assets\/|favicon|icons?[-/]|manifest\.webmanifest$)/;
export const isFile = ({ pathname, search }: URL): boolean => search === '' && IS_FILE.test(pathname);

const GONE = 404;

const files = (): Promise<Cache> => caches.open(FILES);

/** A file kept is the file: the network is asked for the others. */
export const fileOf = async (request: Request): Promise<Response> =>
  (await (await files()).match(request.url)) ?? fetch(request);

/** Keeps them all, or rejects; those of a build that is no more are not there, and what is shown now needs none of them. */
export const keepFiles = async (asked: readonly string[]): Promise<void> => {
  const cache = await files();
  await Promise.all(
    [...new Set([...asked, ...OF_SHELL])].map(async (path) => {
      if (!isFile(new URL(path, location.origin)) || (await cache.match(path))) return;
      const answer = await fetch(path, { credentials: 'omit' });
      if (answer.status === GONE) return;
      if (!answer.ok) throw new Error(`${path} ${answer.status}`);
      await cache.put(path, answer);
    }),
  );
};

/** Forgets those that no kept page runs on. */
export const trimFiles = async (used: ReadonlySet<string>): Promise<void> => {
  const cache = await files();
  const kept = await cache.keys();
  const unused = kept.filter(({ url }) => {
    const { pathname } = new URL(url);
    return !used.has(pathname) && !OF_SHELL.includes(pathname);
  });
  await Promise.all(unused.map((each) => cache.delete(each)));
};

/** The style of all pages, as this build names it. */
export const styleSheet = (): string | undefined => OF_SHELL.find((path) => path.endsWith('.css'));
