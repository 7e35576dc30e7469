import type { Connection } from '#db/database';
import { createPublicFormats as openReadings } from '#server/http/feeds/public-formats';
import { health } from '#server/http/operations/well-known';
import { openDoors } from '../api';
import { type Route, routesOf } from './addresses';

/** Every route of pages and doors, as the program puts them together. */
export const everyRoute = (connection: Pick<Connection, 'db' | 'pool'>): Route[] => {
  const { api, deps, report } = openDoors(connection);
  const outside = health(deps, new AbortController().signal).route('/', openReadings(deps, report));
  return routesOf([...api.routes, ...outside.routes]);
};
