import type { Db } from '#db/database';
import type { Record } from '#server/live/record';

/** What the doors are given. `now` enters here, once a request. */
export type Deps = { db: Db; record: Record; now: () => Date };
