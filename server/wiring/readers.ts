import { countTurn } from '#db/directory';
import { createFollower } from '../live/follower';
import { createRecord } from '../live/record';
import { createWatch } from '../live/watch';
import type { Ground } from './ground';

/** A listener may be lost in silence: what is held is asked about again this often all the same. */
const TRUST = 5_000;
/** Browsers that wait on one instance, and of one network: a hospital may be behind one address. The next are asked to poll. */
const ROOM = { all: 12_000, network: 600 };

/** What readers are given: the record, believed until the database says it moved, and the browsers that wait for it to. */
export const openReaders = ({ database, memory, now, failing }: Ground) => {
  const record = createRecord(
    database.db,
    now,
    failing('base injoignable, ou registre illisible'),
    TRUST,
    memory,
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
