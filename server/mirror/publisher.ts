import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause, setImmediate } from 'node:timers/promises';
import type { Problem } from '#server/contract/problem';
import { ascending, parisDay, SECOND } from '#server/domain/facts/intervals';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';
import { createFiles } from './files';
import { assetsOf, isAsset, momentsWithin, type PageAge, renewed, standingAlone } from './page';
import { REFUSED_PAGE, REFUSED_PROBLEM, type RefusedWords, refusedPage, type Slugs } from './refused';

type Given = {
  folder: string;
  /** Asks our own site, in process. */
  ask: (path: string) => Response | Promise<Response>;
  now: () => Date;
  /** The number of what readers are told: another one says that something may have changed. */
  version: () => number | null;
  /** How old what is signed may grow while nothing changes, in milliseconds. */
  renewedAfter: number;
  slugs: Slugs;
  words: Pick<PageAge, 'word' | 'reason' | 'title' | 'now'> & {
    instant: (instant: Date) => string;
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
/** The last that was signed. `content`: the same as long as nothing but its instant changed. */
type Signed = {
  etag: string | null;
  bytes: Buffer;
  signature: string;
  age: PageAge;
  platforms: Head['platforms'];
  content: string;
};
/** A page as it lies there: the instant it says, once, and what was signed when it was rendered. */
type Page = { said: string; content: string };
type Part = { name: string; put: () => Promise<void> };

const SNAPSHOT = '/api/v1/snapshot';
const SIGNING_KEYS = '/api/v1/signing-keys';
const LAST_HEAD = '/api/v1/signed-heads?limit=1';

/** While changes follow each other the files that say them are written once in so long, milliseconds. */
const ONCE_IN = SECOND;
/** Readers come first: after each page it rests this many times as long as it took, in milliseconds at most. */
const REST = 2;
const MAX_REST_MS = 150;
/** Where the loop is at work for more than this share of the time it rests as long as lets all pages be written in time. */
const BUSY = 0.7;
const BUSY_REST_MS = 80;

/**
 * Writes what a static server needs to answer for us: first what is signed and what programs read, then the pages, those
 * written longest ago first. What changes meanwhile is begun with at once, and no page waits for ever.
 */
export const createPublisher = ({
  folder,
  ask,
  now,
  version,
  renewedAfter,
  slugs,
  words,
  ...given
}: Given) => {
  const { problem, origin, besides } = given;
  const files = createFiles(folder);
  let signed: Signed | null = null;
  let seen: number | null = null;
  let begunAt = Number.NEGATIVE_INFINITY;
  /** What is still to be written of what was signed last. */
  let left: Part[] = [];
  /** Whoever finds a snapshot finds the rest: in a folder that has none it comes last. */
  let isFirst: boolean | null = null;
  const doneAt = new Map<string, number>();
  const pages = new Map<string, Page>();
  const assets = new Set<string>();
  const boards = PROFESSIONS.map((profession) => `/${slugs[profession].slug}`);
  const frames = boards.map((path) => `/embed${path}`);
  const names = ['/', ...boards, ...frames, ...besides];

  const bytesOf = async (path: string): Promise<{ bytes: Buffer; headers: Headers }> => {
    const response = await ask(path);
    if (response.status !== 200) throw new Error(`${path} : ${response.status}`);
    return { bytes: Buffer.from(await response.arrayBuffer()), headers: response.headers };
  };
  const copy = async (path: string, name = path): Promise<void> => {
    await files.put(name, (await bytesOf(path)).bytes);
  };
  /** Their names change with their content, or our program does: once is enough. */
  const copyAssets = async (text: string): Promise<void> => {
    for (const path of assetsOf(text)) {
      if (assets.has(path)) continue;
      const { bytes } = await bytesOf(path);
      await files.put(path, bytes);
      assets.add(path);
      if (path.endsWith('.css')) await copyAssets(bytes.toString('utf8'));
    }
  };
  const holds = (path: string) => names.includes(path) || isAsset(path);

  const putPage = async (path: string, { age, content }: Signed): Promise<void> => {
    const name = join(path, 'index.html');
    const askedAt = now();
    const { bytes, headers } = await bytesOf(path);
    // A page of which a part failed says so to its reader; a copy would go on saying it.
    if (headers.get('Cache-Control')?.includes('no-store')) throw new Error(`${path} : incomplète`);
    const page = standingAlone(bytes.toString('utf8'), age, { origin, holds });
    const [said, ...others] = momentsWithin(page, askedAt, now());
    await copyAssets(page);
    await files.put(name, Buffer.from(page));
    if (said !== undefined && others.length === 0) pages.set(path, { said, content });
    else pages.delete(path);
  };
  /** A page of which only the instant changed is not rendered again. */
  const renewPage = async (path: string, { age, content }: Signed): Promise<boolean> => {
    const held = pages.get(path);
    const isSameDay = held && parisDay(new Date(held.said)) === parisDay(age.generatedAt);
    if (held?.content !== content || !isSameDay) return false;
    const name = join(path, 'index.html');
    const page = await files.readOwn(name);
    const again = page && renewed(page.toString('utf8'), held.said, age, words.instant);
    if (!again) return false;
    await files.put(name, Buffer.from(again));
    pages.set(path, { said: age.generatedAt.toISOString(), content });
    return true;
  };
  const putBoard = async (path: string, state: Signed): Promise<void> => {
    if (!(await renewPage(path, state))) await putPage(path, state);
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
  /** Null: it is the one already taken. */
  const readSigned = async (): Promise<Signed | null> => {
    const { bytes, headers } = await bytesOf(SNAPSHOT);
    if (signed && headers.get('ETag') === signed.etag) return null;
    const head: Head = JSON.parse(bytes.toString('utf8'));
    const { generatedAt: _, validUntil: __, ...content } = head;
    return {
      etag: headers.get('ETag'),
      bytes,
      signature: `${headers.get('Snapshot-Signature')}`,
      age: ageOf(head),
      platforms: head.platforms,
      content: createHash('sha256').update(JSON.stringify(content)).digest('base64url'),
    };
  };

  /** The last end of the journal signed on a day, for whoever keeps them elsewhere to fetch. */
  const putHead = async (): Promise<void> => {
    const { heads }: { heads: { signedAt: string }[] } = JSON.parse(String((await bytesOf(LAST_HEAD)).bytes));
    for (const head of heads)
      await files.put(join('heads', `${head.signedAt.slice(0, 10)}.json`), Buffer.from(JSON.stringify(head)));
  };
  const putSnapshot = async ({ bytes, signature }: Signed): Promise<void> => {
    await files.putBare('snapshot.json.sig', `${signature}\n`);
    await files.put('snapshot.json', bytes);
  };
  /** What programs read. A key is listed when its first signature is met. */
  const putData = async (state: Signed): Promise<void> => {
    await copy(SIGNING_KEYS, 'signing-keys.json');
    if (!isFirst) await putSnapshot(state);
    const written: Promise<void>[] = [];
    for (const profession of PROFESSIONS) {
      const { bytes } = await bytesOf(`/api/v1/answers?profession=${profession}`);
      // One is compressed while the next is asked for, and readers have the loop in between.
      const writing = files.put(`answers/${profession}.json`, bytes);
      // Told below: until then nobody hears it.
      writing.catch(() => undefined);
      written.push(writing);
      await setImmediate();
    }
    await Promise.all(written);
  };
  const partsOf = (state: Signed): Part[] => {
    const part = (name: string, put: () => Promise<void>): Part => ({ name, put });
    const parts = [
      ...boards.map((path) => part(path, () => putBoard(path, state))),
      ...['/', ...frames].map((path) => part(path, () => putPage(path, state))),
      ...state.platforms.map(({ id }) => part(`/badges/${id}.svg`, () => copy(`/badges/${id}.svg`))),
      ...besides.map((path) => part(path, () => copy(path))),
      part(REFUSED_PAGE, () => files.put(REFUSED_PAGE, Buffer.from(refusedPage(words.refused, slugs)))),
      part(REFUSED_PROBLEM, () => files.put(REFUSED_PROBLEM, Buffer.from(JSON.stringify(problem)))),
      part('heads', putHead),
    ];
    return parts.sort((a, b) => ascending(doneAt.get(a.name) ?? 0, doneAt.get(b.name) ?? 0));
  };

  let lookedAt = performance.eventLoopUtilization();
  const restAfter = (tookMs: number): number => {
    const before = lookedAt;
    lookedAt = performance.eventLoopUtilization();
    const isBusy = performance.eventLoopUtilization(lookedAt, before).utilization > BUSY;
    return Math.max(isBusy ? BUSY_REST_MS : 0, Math.min(MAX_REST_MS, tookMs * REST));
  };

  const isNews = (): boolean =>
    signed === null || version() !== seen || Math.abs(+now() - +signed.age.generatedAt) >= renewedAfter;
  /** Takes what is signed now, and writes what programs read of it, unless it is there. */
  const begin = async (): Promise<void> => {
    begunAt = performance.now();
    const found = version();
    const state = await readSigned();
    if (state) {
      await putData(state);
      signed = state;
      left = partsOf(state);
    }
    seen = found;
  };

  return async (signal?: AbortSignal): Promise<void> => {
    if (!isNews() && left.length === 0) return;
    isFirst ??= !(await files.isThere('snapshot.json'));
    const failed: { part: Part; error: unknown }[] = [];
    if (isNews()) await begin();
    for (let part = left.shift(); part; part = left.shift()) {
      const { name, put } = part;
      const startedAt = performance.now();
      await put().catch((error: unknown) => failed.push({ part: { name, put }, error }));
      doneAt.set(name, performance.now());
      if (signal?.aborted) return;
      if (!isFirst) await pause(restAfter(performance.now() - startedAt));
      if (isNews() && performance.now() - begunAt >= ONCE_IN) await begin();
    }
    const [failure] = failed;
    // What could not be written is tried again, and keeps nothing else from being written.
    left = failed.map((each) => each.part);
    if (failure) throw failure.error;
    if (isFirst && signed) await putSnapshot(signed);
    isFirst = false;
  };
};
