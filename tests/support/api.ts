import type { Db } from '#db/database';
import { createApi } from '#server/http/api';
import { createRecord } from '#server/live/record';

/** The doors over a database, asked in process. `accidents`: what they failed on. */
export const openDoors = (db: Db, now: () => Date = () => new Date()) => {
  const accidents: unknown[] = [];
  const record = createRecord(db, now, () => undefined);
  const api = createApi({ db, record, now }, (error) => accidents.push(error));
  return {
    accidents,
    record,
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
