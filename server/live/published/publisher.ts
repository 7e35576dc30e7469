import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PROFESSIONS, type Profession } from '#server/domain/vocabulary';
import { put, putFile } from './folder';
import { assetsOf, isAsset, STALE_PATH, STALE_SCRIPT, standingAlone } from './page';

type Given = {
  folder: string;
  /** Asks our own site, in process. */
  ask: (path: string) => Response | Promise<Response>;
  slugs: Record<Profession, { slug: string }>;
  /** `now`: what titles say of a page of now. */
  words: {
    state: (generatedAt: Date, validUntil: Date) => string;
    stale: (generatedAt: Date) => string;
    now: string;
  };
  /** Ours, as our pages name it. */
  origin: string;
  /** Other files to keep, by their address on the site. */
  besides: readonly string[];
};

type Head = { generatedAt: string; validUntil: string; platforms: readonly { id: string }[] };

const SNAPSHOT = '/api/v1/snapshot';

/** Readers come first: after each file it rests this many times as long as it took, in milliseconds at most. */
const REST = 3;
const MOST_REST = 250;

/** Writes what a static server needs to answer for us, when the snapshot is no longer the one it wrote. */
export const createPublisher = ({ folder, ask, slugs, words, origin, besides }: Given) => {
  let written: string | null = null;
  const assets = new Set<string>();
  const boards = PROFESSIONS.map((profession) => `/${slugs[profession].slug}`);
  const frames = boards.map((path) => `/embed${path}`);
  const pages = ['/', ...boards, ...frames];

  const bytesOf = async (path: string): Promise<{ bytes: Buffer; headers: Headers }> => {
    const response = await ask(path);
    if (response.status !== 200) throw new Error(`${path} : ${response.status}`);
    return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  };
  const copy = async (path: string, name = path): Promise<void> =>
    putFile(join(folder, name), (await bytesOf(path)).bytes);
  /** Their names change with their content: once is enough. */
  const copyAssets = async (text: string): Promise<void> => {
    for (const path of assetsOf(text)) {
      if (assets.has(path)) continue;
      const { bytes } = await bytesOf(path);
      await putFile(join(folder, path), bytes);
      assets.add(path);
      if (path.endsWith('.css')) await copyAssets(bytes.toString('utf8'));
    }
  };

  return async (signal?: AbortSignal): Promise<void> => {
    const { bytes, headers } = await bytesOf(SNAPSHOT);
    const etag = headers.get('ETag');
    if (etag === written) return;
    const head: Head = JSON.parse(bytes.toString('utf8'));
    const [generatedAt, validUntil] = [new Date(head.generatedAt), new Date(head.validUntil)];
    const age = {
      state: words.state(generatedAt, validUntil),
      stale: words.stale(generatedAt),
      ...{ now: words.now, validUntil },
    };
    const names = [...pages, ...besides];
    const holds = (path: string) => names.includes(path) || isAsset(path);
    await putFile(join(folder, STALE_PATH), Buffer.from(STALE_SCRIPT));
    const putPage = async (path: string): Promise<void> => {
      const html = (await bytesOf(path)).bytes.toString('utf8');
      const page = standingAlone(html, age, { origin, holds });
      await copyAssets(page);
      await putFile(join(folder, path, 'index.html'), Buffer.from(page));
    };
    const work = [
      ...pages.map((path) => () => putPage(path)),
      ...PROFESSIONS.map(
        (profession) => () => copy(`/api/v1/answers?profession=${profession}`, `answers/${profession}.json`),
      ),
      ...head.platforms.map(
        ({ id }) =>
          () =>
            copy(`/badges/${id}.svg`),
      ),
      ...besides.map((path) => () => copy(path)),
    ];
    for (const part of work) {
      if (signal?.aborted) return;
      const startedAt = performance.now();
      await part();
      await pause(written === null ? 0 : Math.min(MOST_REST, (performance.now() - startedAt) * REST));
    }
    await put(join(folder, 'snapshot.json.sig'), Buffer.from(`${headers.get('Snapshot-Signature')}\n`));
    await putFile(join(folder, 'snapshot.json'), bytes);
    written = etag;
  };
};
