import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '#server/domain/facts/intervals';
import type { Outbound } from '#server/outbound/targets';
import { isDue, readSummaries } from '#server/runtime/summary-readings';
import { createAuthority } from '../../support/peers/certificates';
import { startListServer } from '../../support/peers/list-server';
import { statuspageSummary } from '../../support/world/tool-payloads';
import { aWriter, bySession, openWorld, type World, type Writer } from '../../support/world/writers';

let world: World;
let north: Writer;
let site: Awaited<ReturnType<typeof startListServer>>;
let outbound: Outbound;
let connector: string;
/** The clock of the readings alone. */
let ahead = 0;
beforeAll(async () => {
  world = await openWorld();
  north = bySession(await aWriter(world, { organisation: 'north', role: 'manager' }));
  const authority = await createAuthority(new Date());
  site = await startListServer(await authority.issue('listes.test', 60));
  outbound = { isLoopbackAllowed: true, lookup: async () => ['127.0.0.1'], trusted: authority.root };
  connector = (await north.post('/connectors', { name: 'Notre page' })).body.id;
  const link = { labels: ['Prise en charge'], platform: 'north', flows: ['pec'], professions: 'all' };
  await north.post(`/connectors/${connector}/links`, link);
});
afterAll(async () => {
  await site.stop();
  await world.close();
});

const askAgain = async (minutes = 1, through = outbound) => {
  ahead += minutes * MINUTE;
  const now = () => new Date(Date.now() + ahead);
  await readSummaries({ db: world.db, now, outbound: through }, new AbortController().signal);
  return (await north.get(`/connectors/${connector}`)).body;
};
const waiting = async () => (await north.get('/due')).body.alerts;
const says = (status: string, minutesAgo: number) =>
  JSON.stringify(statuspageSummary(status, world.in(-minutesAgo * MINUTE)));

describe('an organisation’s own page', () => {
  it('is not asked before somebody has it asked, in https', async () => {
    site.say({ body: says('major_outage', 9) });
    expect((await askAgain()).askedAt).toBeNull();
    for (const url of ['http://listes.test/', 'https://a:b@listes.test/', 'listes.test'])
      expect((await north.post(`/connectors/${connector}/summary`, { url })).status).toBe(400);
    expect(site.calls()).toBe(0);
    const url = site.url('/api/v2/summary.json');
    expect((await north.post(`/connectors/${connector}/summary`, { url })).status).toBe(200);
  });
  it('makes one draft of what it says, however often it says it', async () => {
    site.say({ body: says('major_outage', 9), etag: '"un"' });
    const { failure, payloads } = await askAgain();
    expect(failure).toBeNull();
    expect(payloads).toMatchObject([{ tool: 'statuspage', labels: ['Prise en charge'] }]);
    expect(await waiting()).toMatchObject([
      { state: 'waiting', places: [{ platform: 'north', health: 'down' }] },
    ]);
    // Asked under the condition of its tag, it says that nothing changed.
    const before = site.calls();
    await askAgain();
    await askAgain();
    expect(site.calls()).toBe(before + 2);
    expect((await askAgain()).payloads).toMatchObject([{ times: 1 }]);
    expect(await waiting()).toHaveLength(1);
  });
  it('says what is wrong with it, and is asked ever more rarely', async () => {
    const failure = async (said: Parameters<typeof site.say>[0], through = outbound) => {
      site.say(said);
      return (await askAgain(61, through)).failure;
    };
    expect(await failure({ status: 503 })).toBe('l’adresse répond 503');
    expect(await failure({ body: 'x'.repeat(1024 * 1024 + 1) })).toBe('le fichier dépasse 1 Mo');
    expect(await failure({ body: '<html>' })).toBe('ce n’est pas du JSON');
    expect(await failure({ body: '{"page":{}}' })).toMatch(/pas le summary.json/);
    expect(await failure({ status: 302, location: 'http://listes.test/' })).toMatch(/sans https/);
    expect(await failure({}, { ...outbound, isLoopbackAllowed: false })).toMatch(/réseau privé/);
    expect(await waiting()).toHaveLength(1);
  });
  it('whose component works again says that what nobody published is over', async () => {
    site.say({ body: says('operational', 1) });
    expect((await askAgain(61)).failure).toBeNull();
    expect(await waiting()).toMatchObject([{ state: 'over' }]);
  });
  it('is asked no more once it is taken out', async () => {
    await north.post(`/connectors/${connector}/summary`, { url: null });
    const before = site.calls();
    await askAgain(61);
    expect(site.calls()).toBe(before);
  });
  it.each([
    [0, 0.4, false],
    [0, 1, true],
    [1, 1, false],
    [1, 2, true],
    [3, 7, false],
    [3, 8, true],
    [9, 59, false],
    [9, 60, true],
  ])('after %i failures, %d minutes later: %s', (failures, minutes, is) => {
    const now = new Date();
    const askedAt = new Date(+now - minutes * MINUTE);
    expect(isDue({ askedAt, failures }, now)).toBe(is);
  });
});
