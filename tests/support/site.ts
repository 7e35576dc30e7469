import type { Connection } from '#db/database';
import { builtDashboard } from '#server/site/dashboard';
import { openSite } from '#server/wiring/site';
import { openDoors } from './api';

/** A proxy of this machine, so that `X-Forwarded-For` says where one comes from. */
const FROM_THIS_MACHINE = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };

/** The whole site over a database, pages as they are built, asked in process. `accidents`: what it failed on. */
export const openWholeSite = async (connection: Pick<Connection, 'db' | 'pool'>, publicUrl: string | null = null) => {
  const doors = openDoors(connection);
  const deps = { ...doors.deps, publicUrl };
  const { dashboard } = await builtDashboard();
  const { site, parametersAt } = openSite(deps, dashboard, {
    watched: {
      ...{ db: connection.db, pool: connection.pool, record: doors.record },
      ...{ waiting: () => 0, requests: () => [], chores: () => [], probeLag: () => 0 },
    },
    leaving: new AbortController().signal,
    lastKnown: async () => null,
    failed: (error) => doors.accidents.push(error),
  });
  return {
    ...doors,
    deps,
    parametersAt,
    /** As a browser or a program would, but that nothing tidies the address. */
    ask: async (path: string, init: RequestInit = {}) => {
      const response = await site.fetch(new Request(`http://localhost${path}`, init), FROM_THIS_MACHINE);
      return { status: response.status, headers: response.headers, text: await response.text() };
    },
  };
};
export type WholeSite = Awaited<ReturnType<typeof openWholeSite>>;
