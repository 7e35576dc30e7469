import { countTurn } from '#db/directory';
import { JournalRefused } from '#db/unreachable';
import { createFollower } from '#server/read-model/board-feed';
import { guarded } from '#server/read-model/guarded';
import { createWatch } from '#server/read-model/listen-notify';
import { createRecord } from '#server/read-model/read-model';
import { createHeadGuard } from '#server/signing/head-guard';
import { signedHeadsIn } from '#server/signing/signed-heads';
import type { Ground } from './bootstrap';

/** A listener may be lost in silence: what is held is asked about again this often all the same. */
const TRUST = 5_000;
/** Browsers that wait on one instance, and of one network: a hospital may be behind one address. The next are asked to poll. */
const ROOM = { all: 12_000, network: 600 };

/** How often the end of the journal is compared with what was signed of it. */
const LOOK_MS = 2_000;
const CURE =
  'npm run verify dit ce qui diffère ; après une restauration voulue, mettez de côté DATA_DIR/signed-heads et DATA_DIR/public';

/** What readers are given: the record, believed until the database says it moved, and the browsers that wait for it to. */
export const openReaders = ({ env, database, memory, now, journal, failing }: Ground) => {
  const heads = signedHeadsIn(env.DATA_DIR);
  const guard = createHeadGuard({
    db: database.db,
    heads,
    now,
    shout: (why) => void journal.accident('journal refusé : rien n’est plus signé', { why, cure: CURE }),
  });
  // Also while nobody reads and nothing is signed.
  setInterval(guarded(guard.look, failing('journal non comparé')), LOOK_MS).unref();
  const unread = failing('base injoignable, ou registre illisible');
  const record = createRecord(
    database.db,
    now,
    // Of a journal that is refused the guard tells, once a minute.
    (error) => error instanceof JournalRefused || unread(error),
    TRUST,
    memory,
    guard.doubt,
  );
  const follower = createFollower({
    record,
    count: (seq) => countTurn(database.db, seq),
    room: ROOM,
    failed: failing('changement non diffusé'),
  });
  const moved = () => {
    record.moved();
    follower.wake();
  };
  const watch = createWatch(database.pool, moved, failing('écoute perdue'));
  const revalidate = () => record.read({ at: null, knownAt: null });
  return {
    record,
    guard,
    heads,
    follower,
    versions: { current: record.version, held: record.heldVersion, revalidate },
    /** When what readers are shown was so, while the database does not answer; null: it is of now, or not at all. */
    lastKnown: () =>
      revalidate().then(
        ({ at, age }) => (age > 0 ? at : null),
        () => null,
      ),
    /** Says goodbye to those that wait; those that ask go on being answered. */
    letGo: follower.stop,
    stop: watch.stop,
  };
};
export type Readers = ReturnType<typeof openReaders>;
