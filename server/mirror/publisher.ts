import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { escaped } from '#server/contract/aged';
import type { Problem } from '#server/contract/problem';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { writeAtomically } from '../write-atomically';
import { assetsOf, isAsset, type PageAge, standingAlone } from './page';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** With what a static server sends to browsers that read compressed files, beside it. */
export const putFile = async (path: string, bytes: Buffer): Promise<void> => {
  const [br, gz] = await Promise.all([brotli(bytes, QUICK), gzipped(bytes)]);
  await writeAtomically(`${path}.br`, br);
  await writeAtomically(`${path}.gz`, gz);
  await writeAtomically(path, bytes);
};

/** What the copy says at an address it cannot answer, in the two forms that a server before it chooses from. */
export type RefusedWords = { title: string; lead: string; boards: string };

/** Their addresses in the folder: `server/deploy/nginx.conf` names them. */
export const REFUSED_PAGE = '/503.html';
export const REFUSED_PROBLEM = '/503.json';

type Boards = Record<Profession, { slug: string; name: string }>;

/** A page that leads to what the copy does hold. */
export const refusedPage = ({ title, lead, boards }: RefusedWords, professions: Boards): string =>
  [
    '<!doctype html><html lang="fr"><head><meta charset="utf-8">',
    `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>`,
    '<link rel="stylesheet" href="/embed/style.css"></head>',
    `<body><main><h1>${escaped(title)}</h1><p>${escaped(lead)}</p><h2>${escaped(boards)}</h2><ul>`,
    ...Object.values(professions).map(({ slug, name }) => `<li><a href="/${slug}">${escaped(name)}</a></li>`),
    '</ul></main></body></html>\n',
  ].join('');

type Given = {
  folder: string;
  /** Asks our own site, in process. */
  ask: (path: string) => Response | Promise<Response>;
  slugs: Record<Profession, { slug: string; name: string }>;
  words: Pick<PageAge, 'word' | 'reason' | 'title' | 'now'> & {
    state: (generatedAt: Date, validUntil: Date) => string;
    stale: (generatedAt: Date) => string;
    clocksApart: (generatedAt: Date) => string;
    notAsked: (generatedAt: Date) => string;
    refused: RefusedWords;
  };
  /** What programs are told at an address that the copy cannot answer. */
  problem: Problem;
  /** Ours, as our pages name it. */
  origin: string;
  /** Other files to keep, by their address on the site. */
  besides: readonly string[];
};

type Head = { generatedAt: string; validUntil: string; platforms: readonly { id: string }[] };

const SNAPSHOT = '/api/v1/snapshot';
const SIGNING_KEYS = '/api/v1/signing-keys';
const LAST_HEAD = '/api/v1/signed-heads?limit=1';

/** Readers come first: after each file it rests this many times as long as it took, in milliseconds at most. */
const REST = 3;
const MAX_REST_MS = 250;

/** Writes what a static server needs to answer for us, when the snapshot is no longer the one it wrote. */
export const createPublisher = ({ folder, ask, slugs, words, problem, origin, besides }: Given) => {
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
  const putText = (path: string, text: string): Promise<void> =>
    putFile(join(folder, path), Buffer.from(text));
  const copy = async (path: string, name = path): Promise<void> =>
    putFile(join(folder, name), (await bytesOf(path)).bytes);
  /** Their names change with their content, or our program does: once is enough. */
  const copyAssets = async (text: string): Promise<void> => {
    for (const path of assetsOf(text)) {
      if (assets.has(path)) continue;
      const { bytes } = await bytesOf(path);
      await putFile(join(folder, path), bytes);
      assets.add(path);
      if (path.endsWith('.css')) await copyAssets(bytes.toString('utf8'));
    }
  };
  const names = [...pages, ...besides];
  const holds = (path: string) => names.includes(path) || isAsset(path);
  const putPage = async (path: string, age: PageAge): Promise<void> => {
    const { bytes, headers } = await bytesOf(path);
    // A page of which a part failed says so to its reader; a copy would go on saying it.
    if (headers.get('Cache-Control')?.includes('no-store')) throw new Error(`${path} : incomplète`);
    const page = standingAlone(bytes.toString('utf8'), age, { origin, holds });
    await copyAssets(page);
    await putText(join(path, 'index.html'), page);
  };
  const ageOf = (head: Head): PageAge => {
    const [generatedAt, validUntil] = [new Date(head.generatedAt), new Date(head.validUntil)];
    return {
      generatedAt,
      validUntil,
      state: words.state(generatedAt, validUntil),
      stale: words.stale(generatedAt),
      clocksApart: words.clocksApart(generatedAt),
      notAsked: words.notAsked(generatedAt),
      word: words.word,
      reason: words.reason,
      title: words.title,
      now: words.now,
    };
  };

  /** The last end of the journal signed on a day, for whoever keeps them elsewhere to fetch. */
  const putHead = async (): Promise<void> => {
    const { heads }: { heads: { signedAt: string }[] } = JSON.parse(String((await bytesOf(LAST_HEAD)).bytes));
    for (const head of heads)
      await putFile(
        join(folder, 'heads', `${head.signedAt.slice(0, 10)}.json`),
        Buffer.from(JSON.stringify(head)),
      );
  };

  return async (signal?: AbortSignal): Promise<void> => {
    const { bytes, headers } = await bytesOf(SNAPSHOT);
    const etag = headers.get('ETag');
    if (etag === written) return;
    const head: Head = JSON.parse(bytes.toString('utf8'));
    const age = ageOf(head);
    const work = [
      ...pages.map((path) => () => putPage(path, age)),
      ...PROFESSIONS.map(
        (profession) => () => copy(`/api/v1/answers?profession=${profession}`, `answers/${profession}.json`),
      ),
      ...head.platforms.map(
        ({ id }) =>
          () =>
            copy(`/badges/${id}.svg`),
      ),
      ...besides.map((path) => () => copy(path)),
      () => putText(REFUSED_PAGE, refusedPage(words.refused, slugs)),
      () => putText(REFUSED_PROBLEM, JSON.stringify(problem)),
      // Before what they sign: a key is listed when its first signature is met.
      () => copy(SIGNING_KEYS, 'signing-keys.json'),
      putHead,
    ];
    for (const part of work) {
      if (signal?.aborted) return;
      const startedAt = performance.now();
      await part();
      await pause(written === null ? 0 : Math.min(MAX_REST_MS, (performance.now() - startedAt) * REST));
    }
    await writeAtomically(
      join(folder, 'snapshot.json.sig'),
      Buffer.from(`${headers.get('Snapshot-Signature')}\n`),
    );
    await putFile(join(folder, 'snapshot.json'), bytes);
    written = etag;
  };
};
