import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#db/database';
import { HOUR, MINUTE } from '#server/domain/facts/intervals';
import { builtDashboard } from '#server/site/dashboard';
import { createSite } from '#server/site/site';
import { htmlFaults } from '../support/runner/accessible';
import { openDoors } from '../support/runner/api';
import { createDatabase } from '../support/runner/database';

/** Pages as they are sent once the database has been away: what is read without any script. */

let database: Awaited<ReturnType<typeof createDatabase>>;
let site: ReturnType<typeof createSite>;
let now = new Date();
beforeAll(async () => {
  database = await createDatabase('seeded');
  const connection = connect(database.address);
  const doors = openDoors(connection, () => now);
  const { dashboard } = await builtDashboard();
  site = createSite(doors.api, { fetch: () => new Response(null, { status: 404 }), paths: [] }, dashboard, {
    now: () => now,
    version: doors.readModel.version,
    lastKnown: async () => {
      const { at, age } = await doors.readModel.read({ at: null, knownAt: null });
      return age > 0 ? { at, isAway: doors.readModel.isAway() } : null;
    },
    clockDoubt: () => null,
    pageEdge: [(_, next) => next()],
    isHttps: false,
    publicUrl: null,
    privacy: { controller: null, contact: null },
    legal: { publisher: null, host: null, accessibility: null },
    mail: { hasServer: false, hasSender: false },
    isUnclaimed: () => false,
    fail: (error) => {
      throw error;
    },
  });
  expect(await pageAt('/opticien/alan')).toMatch(/<title>Alan, opticien.+Oui/);
  await connection.close();
});
afterAll(() => database.close());

const pageAt = async (path: string): Promise<string> => {
  const response = await site.request(path, undefined, {
    incoming: { socket: { remoteAddress: '127.0.0.1' } },
  });
  expect(response.status, path).toBe(200);
  return response.text();
};
const textOf = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, '');

describe('while the database is away', () => {
  it('a page within its time says since when, and keeps its answer', async () => {
    now = new Date(+now + 5 * MINUTE);
    const html = await pageAt('/opticien/alan');
    expect(textOf(html)).toMatch(/Base injoignable.+Vous voyez le dernier état connu, celui de \d\d:\d\d/);
    expect(textOf(html)).not.toContain('plus rien n’est confirmé');
    expect(html).toMatch(/<title>Alan, opticien.+Oui/);
  });
  it.each(['/opticien', '/opticien/alan', '/opticien/operateur/viamedis', '/plateformes', '/?choisir=1'])(
    '%s is in doubt from its first byte, once it is past it',
    async (path) => {
      now = new Date(+now + HOUR);
      const html = await pageAt(path);
      expect(html).not.toMatch(/href="#sign-(possible|restricted|suspended|depends|presumed)/);
      expect(html).not.toMatch(/<title>[^<]*(Oui|Non|maintenant)/);
      expect(textOf(html)).not.toMatch(/maintenant/);
      if (!path.startsWith('/?')) expect(textOf(html)).toMatch(/plus rien n’est confirmé depuis/);
      expect(await htmlFaults(html)).toEqual([]);
    },
  );
});
