import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Acknowledged, ask, askUntilAnswered, type Try } from './kit/asking';
import { filesIn, fill, smallDisk } from './kit/disk';
import { startSampling, summed } from './kit/sampling';
import { keyFor, openDatabase, startServer } from './kit/server';
import { isQuick, progress, type Row, result, seconds, tally } from './kit/support';
import { countFacts } from './kit/writers';

const MEGABYTES = 400;
const LASTS = isQuick ? 8_000 : 20_000;
const WRITE_EVERY = 1_000;
const READ_EVERY = 50;
const BACK = 5_000;
const BOARD = '/api/v1/answers?profession=optician';
const DRAFT = /(^|\/)\.[0-9a-f]{8}-|\.part$|\.\d+$/;

type Sent = { mark: string; answer: Acknowledged };

/** Statements that are tried under their keys until they are taken, for as long as the disk is full. */
const startStating = (origin: string, bearer: string) => {
  const tries: Try[] = [];
  const sent: Promise<Sent>[] = [];
  let count = 1;
  const timer = setInterval(() => {
    const mark = `mark-${count}`;
    // Numbers whose facts `countFacts` knows: one statement each.
    count += 4;
    const effectiveAt = new Date().toISOString();
    const claim = {
      platform: 'viamedis',
      flows: ['pec'],
      professions: 'all',
      precision: 'minute',
      effectiveAt,
    };
    const asking = {
      path: '/api/v1/statements',
      bearer,
      key: mark,
      body: { ...claim, text: mark, health: 'operational' },
    };
    sent.push(
      askUntilAnswered(origin, asking, (each) => tries.push(each)).then((answer) => ({ mark, answer })),
    );
  }, WRITE_EVERY);
  return {
    tries,
    finish: () => {
      clearInterval(timer);
      return Promise.all(sent);
    },
  };
};

/** Files of the published folder that are not whole: cut, empty, or packed otherwise than they are. */
const cutFiles = async (folder: string): Promise<string[]> => {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  );
  const cut: string[] = [];
  for (const { parentPath, name } of names) {
    if (name.startsWith('.')) continue;
    const bytes = await readFile(join(parentPath, name));
    try {
      const plain = name.endsWith('.br')
        ? brotliDecompressSync(bytes)
        : name.endsWith('.gz')
          ? gunzipSync(bytes)
          : bytes;
      const text = plain.toString('utf8').trimEnd();
      if (/\.json(\.|$)/.test(name) && !name.includes('.sig')) JSON.parse(text);
      if (text.length === 0 || (/\.html(\.|$)/.test(name) && !text.endsWith('</html>'))) cut.push(name);
    } catch {
      cut.push(name);
    }
  }
  return cut;
};

export const f06: Row = {
  id: 'F6',
  broken: 'disk full (a small tmpfs, where mounting is allowed) under a running server that is written to',
  target:
    'writes refused 503/507 in words, /readyz degraded, no truncated file served, recovers < 5 s after there is room',
  async run() {
    const dataDir = await smallDisk(MEGABYTES);
    if (dataDir === null) return { isMet: true, measured: 'SKIPPED: this account may not mount a disk' };
    const server = await startServer({ dataDir, env: { LOG_LEVEL: 'fatal' } });
    const { origin } = server;
    const bearer = await keyFor(dataDir, 'writer@desk.example', 'desk');
    await ask(origin, { path: BOARD });
    // The first copy of the published folder is whole before anything breaks.
    await pause(8_000);
    const makeRoom = await fill(dataDir);
    const fullAt = performance.now();
    const reading = startSampling(origin, READ_EVERY, [{ path: BOARD }, { path: '/opticien' }]);
    const stating = startStating(origin, bearer);
    const watched: string[] = [];
    let free = Number.NaN;
    while (performance.now() - fullAt < LASTS) {
      watched.push(`${(await ask(origin, { path: '/readyz' })).body?.status}`);
      const { text } = await ask(origin, { path: '/metrics' });
      free = Number(/^comptoir_disk_free_bytes (\S+)/m.exec(text)?.[1] ?? Number.NaN);
      await pause(500);
    }
    const during = stating.tries.length;
    const cut = await cutFiles(join(dataDir, 'public'));
    const drafts = (await filesIn(dataDir)).filter((name) => DRAFT.test(name));
    const readers = summed(await reading.finish());
    await makeRoom();
    const roomAt = performance.now();
    const firstAfter = () =>
      stating.tries.find(({ at, took, status }) => status === 201 && at + took > roomAt && at > roomAt);
    while (performance.now() - roomAt < 60_000 && !firstAfter()) await pause(50);
    const first = firstAfter();
    const back = first ? first.at + first.took - roomAt : Number.POSITIVE_INFINITY;
    progress('F6', `première écriture ${seconds(back)} après`);
    const sent = await stating.finish();
    await pause(2_500);
    const ready = (await ask(origin, { path: '/readyz' })).body?.status;
    const { text } = await ask(origin, { path: '/metrics' });
    const counted = Number(/^comptoir_writes_without_space_total (\d+)/m.exec(text)?.[1] ?? Number.NaN);
    const { db } = await openDatabase(server);
    const { lost, twice, half } = await countFacts(db, sent);

    const refused = stating.tries.slice(0, during).filter(({ status }) => status !== 201);
    const unsaid = refused.filter(
      ({ status, retryAfter }) =>
        !([503, 507].includes(status ?? 0) && retryAfter !== null) && status !== 202,
    );
    const isWatched = watched.includes('degraded') && !watched.slice(2).includes('ready');
    return {
      isMet:
        refused.length > 0 &&
        unsaid.length + cut.length + drafts.length + lost + twice + half.length === 0 &&
        Object.keys(readers.others).length === 0 &&
        isWatched &&
        free < 16_000_000 &&
        back < BACK &&
        ready === 'ready' &&
        server.accidents() === 0,
      measured:
        `tmpfs of ${MEGABYTES} MB full for ${Math.round(LASTS / 1000)} s, a statement each ${WRITE_EVERY} ms tried again under its key: tries ` +
        `${result(tally(stating.tries.slice(0, during).map(({ status }) => status ?? 'none')))}, ${unsaid.length} without a 503 or 507 that says ` +
        `when; /readyz ${result(tally(watched))}; ${free} bytes free, ${counted} counted; readers ${readers.result} of ${readers.count}` +
        `${Object.keys(readers.others).length > 0 ? `, others ${result(readers.others)}` : ''}; ${cut.length} files cut, ${drafts.length} drafts left` +
        `${drafts.length > 0 ? ` (${drafts.slice(0, 3)})` : ''}; first write ${seconds(back)} after there is room, then « ${ready} »; ` +
        `${sent.length} acknowledged: ${lost} lost, ${twice} twice, ${half.length} half`,
    };
  },
};
