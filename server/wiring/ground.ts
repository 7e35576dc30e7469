import { pino } from 'pino';
import { readTime } from '#db/directory';
import { type Opened, openDatabase } from '#db/open';
import { seed } from '#db/seed';
import type { Env } from '../env';
import { createClock } from '../live/clock';

/** What everything else stands on. */
export type Ground = {
  env: Env;
  database: Opened;
  now: () => Date;
  /** Looks at the database's clock again. */
  sync: () => Promise<void>;
  /** Tells whoever keeps the machine, without anybody's data. */
  warn: (what: string, about?: object) => void;
  accident: (what: string, about: object) => void;
};

/** The database brought up to date and loaded, its clock, and the journal of the machine. */
export const openGround = async (env: Env): Promise<Ground> => {
  const logger = pino({ level: env.LOG_LEVEL }, pino.destination(2));
  const database = await openDatabase(env);
  for (const warning of database.warnings) logger.warn(warning);
  await seed(database.db);
  const { now, sync } = createClock(() => readTime(database.db));
  await sync();
  return {
    ...{ env, database, now, sync },
    warn: (what, about = {}) => logger.warn(about, what),
    accident: (what, about) => logger.error(about, what),
  };
};
