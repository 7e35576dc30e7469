import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { listenForChanges } from '#server/read-model/listen-notify';
import { holdLeadership } from '#server/runtime/leader';
import { createDatabase } from '../support/runner/database';

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.close());

const fail = (error: unknown) => {
  throw error;
};
const idle = () => undefined;
const KINDS = {
  duty: () => holdLeadership(database.pool, idle, fail),
  watch: () => listenForChanges(database.pool, idle, fail),
};

describe.each(Object.entries(KINDS))('asked to stop, the %s lets its connection go', (_, create) => {
  it('while it still connects', async () => {
    await create().stop();
  });
  it('while it asks for what it connected for, and once it has it', async () => {
    for (let milliseconds = 0; milliseconds < 60; milliseconds += 3) {
      const kept = create();
      await pause(milliseconds);
      await kept.stop();
    }
  });
});
