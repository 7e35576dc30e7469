import { addAbortListener } from 'node:events';
import { HOUR, MINUTE, SECOND } from '#server/domain/facts/intervals';
import { tellEndingKeys } from '../accounts/keys';
import { keepNarrowings } from '../accounts/restrictions';
import type { Deps } from '../http/deps';
import { countAvailability } from '../live/availability';
import { type Chore, createChores } from '../live/chores';
import { createDuty } from '../live/duty';
import { guarded } from '../live/guarded';
import { keepResults } from '../live/measures';
import { keepNoLonger } from '../live/retention';
import { createProbeClock } from '../probes/clock';
import { readReference } from '../probes/reference';
import type { Outbound } from '../probes/targets';
import type { Ground } from './ground';

/** What has to be done again and again, whichever instance does it. */
export const createDuties = (
  { database, now, failing }: Ground,
  deps: Pick<Deps, 'db' | 'now' | 'security' | 'failed'>,
  publish: Chore['run'],
) => {
  const { db } = database;
  const chores: Chore[] = [
    { name: 'retention', every: HOUR, run: (signal) => keepNoLonger(db, now(), signal) },
    { name: 'availability', every: MINUTE, run: (signal) => countAvailability(db, now, signal) },
    { name: 'keys', every: HOUR, run: () => tellEndingKeys(deps) },
    { name: 'restrictions', every: 10 * SECOND, run: () => keepNarrowings(db, now()) },
    { name: 'published', every: SECOND, run: publish },
  ];
  const failed = failing('tâche à refaire');
  return createChores(chores, now, (error, chore) => failed(error, { chore }));
};

/** Of many instances over one database, one does the chores and runs the probes. */
export const serveOnDuty = (
  { env, database, now, failing }: Ground,
  outbound: Outbound,
  chores: ReturnType<typeof createChores>,
) => {
  const failed = failing('sonde à refaire');
  const clock = createProbeClock({
    db: database.db,
    now,
    outbound,
    reference: env.PROBE_REFERENCE === undefined ? null : readReference(env.PROBE_REFERENCE),
    keep: (results) => database.db.transaction().execute((trx) => keepResults(trx, results, now())),
    failed,
  });
  const onDuty = (signal: AbortSignal) => {
    chores.start(signal);
    clock.begin(signal);
    const ticking = setInterval(guarded(clock.turn, failed), SECOND);
    addAbortListener(signal, () => clearInterval(ticking));
  };
  const duty = createDuty(database.pool, onDuty, failing('service suspendu'));
  return { ...duty, probeLag: clock.lag };
};
