import { afterAll, beforeAll, expect } from 'vitest';
import type { Document } from '#server/http/reference/openapi-types';
import { type Doors, openDoors } from './api';
import { createDatabase } from './database';

/** The doors over `db/data`, and the document they give of themselves; to be read within a test. */
export const useReference = () => {
  const reference = {} as { doors: Doors; document: Document };
  let database: Awaited<ReturnType<typeof createDatabase>>;
  beforeAll(async () => {
    database = await createDatabase('seeded');
    reference.doors = openDoors(database);
    reference.document = (await reference.doors.get('/api/v1/openapi.json')).body;
  });
  afterAll(async () => {
    expect(reference.doors.accidents).toEqual([]);
    await database.close();
  });
  return reference;
};
