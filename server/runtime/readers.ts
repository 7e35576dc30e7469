import { addAbortListener } from 'node:events';
import { JournalRefused } from '#db/database';
import { bumpSeq } from '#db/directory';
import { boardNews } from '#server/http/reading/board-news';
import { createBoardFeed } from '#server/read-model/board-feed';
import { listenForChanges } from '#server/read-model/listen-notify';
import { createReadModel } from '#server/read-model/read-model';
import { createShown } from '#server/read-model/shown';
import { atMostEvery, guarded } from '#server/read-model/tasks';
import { createHeadGuard } from '#server/signing/head-guard';
import { signedHeadsIn } from '#server/signing/signed-heads';
import type { Runtime } from './bootstrap';

/** A listener may be lost in silence: what is held is asked about again this often all the same. */
const TRUST = 5_000;
/** Browsers that wait on one instance, and of one network: a hospital may be behind one address. The next are asked to poll. */
const ROOM = { all: 12_000, network: 600 };

/**
 * Commits this close together make one version: at most ten a second, however many write, and four where one costs that
 * much: whoever committed waits no longer.
 */
const TOGETHER = { least: 100, most: 150, share: 1 / 5 };
/** So many notices of commits within so many milliseconds are a burst: whoever writes gives two. */
const BURST = { notices: 6, within: 250 };
/** What is asked for again and again is made anew for so long at most before a version is shown. */
const RENEWING_MS = 100;

/** How often the end of the journal is compared with what was signed of it, while nothing moves. */
const LOOK_MS = 10_000;
const CURE =
  'npm run verify dit ce qui diffère ; après une restauration voulue, mettez de côté DATA_DIR/signed-heads et DATA_DIR/public';

/** The read model, believed until the database says that it moved, and the streams to the browsers that wait for it. */
export const openReaders = ({ env, database, diskCache, now, clock, log, failing }: Runtime) => {
  const heads = signedHeadsIn(env.DATA_DIR);
  const guard = createHeadGuard({
    db: database.reserved,
    heads,
    now,
    shout: (why) => void log.accident('journal refusé : rien n’est plus signé', { why, cure: CURE }),
  });
  // Also while nobody reads and nothing is signed.
  setInterval(guarded(guard.look, failing('journal non comparé')), LOOK_MS).unref();
  const unread = failing('base injoignable, ou registre illisible');
  const readModel = createReadModel(
    database.reserved,
    now,
    // The guard itself reports a refused journal, once a minute.
    (error) => error instanceof JournalRefused || unread(error),
    TRUST,
    diskCache,
    guard.doubt,
    database.db,
  );
  clock.onTurn(readModel.renumber);
  const boardFeed = createBoardFeed({
    readModel,
    count: (seq) => bumpSeq(database.reserved, seq),
    newsOf: boardNews,
    room: ROOM,
    failed: failing('changement non diffusé'),
  });
  const heard = new Set<() => void>();
  const revalidate = () => readModel.read({ at: null, knownAt: null });
  const shown = createShown(readModel.version);
  const show = async (): Promise<void> => {
    const done = shown.begin();
    // A failure is reported where the question is asked.
    const isRead = await readModel.renew().then(
      () => true,
      () => false,
    );
    for (const listener of heard) listener();
    if (!isRead) return boardFeed.refresh();
    await boardFeed.tellFirst();
    await shown.prepare(RENEWING_MS);
    done();
  };
  const showSoon = atMostEvery(TOGETHER, () => show().catch(failing('version non préparée')));
  let lately: number[] = [];
  const moved = (): void => {
    const movedAt = performance.now();
    lately = [...lately, movedAt].slice(-BURST.notices);
    const [first = movedAt] = lately;
    shown.noted();
    // A commit alone is waited for: it is read in a few milliseconds.
    if (lately.length === BURST.notices && movedAt - first < BURST.within) readModel.outdate();
    else readModel.invalidate();
    showSoon();
  };
  const listener = listenForChanges(database.sessions, moved, failing('écoute perdue'));
  return {
    readModel,
    guard,
    heads,
    boardFeed,
    versions: { current: shown.current, held: readModel.cachedVersion, revalidate },
    /** To call with what makes anew what readers are sent, before they are shown a version. */
    renewedBy: shown.renewedBy,
    /** When what readers are shown was so, while nothing confirms it; null: it is of now, or not at all. */
    lastKnown: () =>
      revalidate().then(
        ({ at, age }) => (age > 0 ? { at, isAway: readModel.isAway() } : null),
        () => null,
      ),
    /** To call after a commit: resolves once readers are shown it, or soon after. */
    committed: (): Promise<void> => {
      const followed = shown.follow();
      moved();
      return followed;
    },
    /** Tells a listener that something was committed, until the signal says otherwise. */
    onMove: (listener: () => void, until: AbortSignal): void => {
      heard.add(listener);
      addAbortListener(until, () => heard.delete(listener));
    },
    /** Says goodbye to those that wait; those that ask go on being answered. */
    letGo: boardFeed.stop,
    stop: listener.stop,
  };
};
export type Readers = ReturnType<typeof openReaders>;
