import type { Connection } from '#db/database';
import { createAttempts } from '#server/accounts/attempts';
import { createSecrets } from '#server/accounts/secrets';
import { createApi } from '#server/http/api';
import { createRecord } from '#server/live/record';

/** The doors over a database, asked in process. `accidents`: what they failed on. */
export const openDoors = (
  { db, pool }: Pick<Connection, 'db' | 'pool'>,
  now: () => Date = () => new Date(),
) => {
  const accidents: unknown[] = [];
  const record = createRecord(db, now, () => undefined);
  const deps = {
    db,
    record,
    now,
    publicUrl: null,
    secrets: createSecrets('a key that only tests use, whatever it is'),
    attempts: createAttempts(pool),
    proSanteConnect: null,
  };
  const api = createApi(deps, (error) => accidents.push(error));
  return {
    accidents,
    record,
    deps,
    api,
    get: async (path: string, headers: Record<string, string> = {}) => {
      const response = await api.request(path, { headers });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text === '' ? null : JSON.parse(text),
      };
    },
  };
};
