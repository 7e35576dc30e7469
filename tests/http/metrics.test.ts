import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '#db/database';
import { keepMonths, openMonths } from '#db/observations';
import { DAY } from '#server/domain/facts/intervals';
import { readEnv } from '#server/env';
import { metrics } from '#server/http/operations/metrics';
import { createReadModel } from '#server/read-model/read-model';
import { createDatabase } from '../support/runner/database';

const THIS_MACHINE = { incoming: { socket: { remoteAddress: '127.0.0.1' } } };
const trustedProxies = readEnv({} as never).TRUSTED_PROXIES;

let database: Awaited<ReturnType<typeof createDatabase>>;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.close());

it('tells which months of raw results are kept, and when retention last ran', async () => {
  const now = new Date('2026-05-15T12:00:00Z');
  await openMonths(
    database.db,
    ['2026-01-31', '2026-02-01', '2026-02-28'].map((day) => new Date(`${day}T12:00:00Z`)),
  );
  expect(await keepMonths(database.db, now, 90 * DAY)).toEqual(['observation_2026_01']);
  const jobs = () => [{ name: 'retention', doneAt: now, took: 12, failures: 1 }];
  const watched = {
    db: database.db,
    pool: database.pool,
    readModel: createReadModel(
      database.db,
      () => now,
      () => undefined,
    ),
    waiting: () => 7,
    probeLag: () => 250,
    jobs,
    trustedProxies,
    clockDoubt: () => null,
    isJournalRefused: () => false,
    accidents: () => [['rejection', 2]] as const,
    securityEvents: () => [['wrong-code', 4]] as const,
    spaceRefusals: () => 0,
    refusals: () => [['no-room', 2]] as const,
    room: async () => 4_096,
    requests: () => [{ kind: 'board', status: '2xx', count: 3 }],
  };
  const text = await (await metrics(watched).request('/metrics', {}, THIS_MACHINE)).text();
  expect(text).toContain('comptoir_observation_months 3');
  expect(text).toContain(
    `comptoir_observation_month_ends_seconds{month="observation_2026_02"} ${Date.UTC(2026, 2) / 1000}`,
  );
  expect(text).toContain('observation_2026_06');
  expect(text).toContain(`comptoir_chore_done_seconds{chore="retention"} ${+now / 1000}`);
  expect(text).toContain('comptoir_chore_took_seconds{chore="retention"} 0.012');
  expect(text).toContain('comptoir_chore_failures{chore="retention"} 1');
  expect(text).toContain('comptoir_unexpected_errors_total{caught="rejection"} 2');
  expect(text).toContain('comptoir_security_events_total{event="wrong-code"} 4');
  // Asked twice in a row, the figures of Node's own timer would say a least lag of 292 years.
  const again = await (await metrics(watched).request('/metrics', {}, THIS_MACHINE)).text();
  const lags = (said: string) =>
    [...said.matchAll(/^nodejs_eventloop_lag\S* (\S+)$/gm)].map(([, lag]) => Number(lag));
  for (const said of [text, again]) expect(lags(said)).toEqual([expect.closeTo(0, 0)]);
  expect(text).toMatch(/^comptoir_seq 0$/m);
  expect(text).toContain('comptoir_requests_total{kind="board",status="2xx"} 3');
  expect(text).toContain('comptoir_refused_total{kind="no-room"} 2');
  expect(text).toContain('comptoir_disk_free_bytes 4096');
  expect(text).toContain('comptoir_record_age_seconds 0');
  expect(text).toContain('comptoir_waiting_browsers 7');
  expect(text).toContain('comptoir_probe_lag_seconds 0.25');
  expect(text).toMatch(/comptoir_database_connections\{state="awaited"\} 0/);
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

it.skipIf(!hasPromtool)('says nothing that promtool, Prometheus’s own reader, has a word about', async () => {
  const now = () => new Date();
  const watched = {
    db: database.db,
    pool: database.pool,
    readModel: createReadModel(database.db, now, () => undefined),
    waiting: () => 7,
    probeLag: () => 250,
    jobs: () => [{ name: 'retention', doneAt: now(), took: 12, failures: 1 }],
    trustedProxies,
    clockDoubt: () => null,
    isJournalRefused: () => false,
    accidents: () => [['rejection', 2]] as const,
    securityEvents: () => [['wrong-code', 4]] as const,
    spaceRefusals: () => 0,
    refusals: () => [['no-room', 2]] as const,
    room: async () => 4_096,
    requests: () => [{ kind: 'board', status: '2xx', count: 3 }],
  };
  const input = await (await metrics(watched).request('/metrics', {}, THIS_MACHINE)).text();
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([0, '', '']);
});

it('goes on telling what it serves while the database is away', async () => {
  const nobody = connect('postgres://nobody@127.0.0.1:1/none');
  const now = () => new Date();
  const watched = {
    db: nobody.db,
    pool: nobody.pool,
    readModel: createReadModel(nobody.db, now, () => undefined),
    waiting: () => 7,
    probeLag: () => 0,
    jobs: () => [],
    spaceRefusals: () => 0,
    refusals: () => [['no-room', 2]] as const,
    room: async () => 4_096,
    requests: () => [],
    trustedProxies,
    clockDoubt: () => null,
    isJournalRefused: () => false,
    accidents: () => [],
    securityEvents: () => [],
  };
  const response = await metrics(watched).request('/metrics', {}, THIS_MACHINE);
  const text = await response.text();
  await nobody.close();
  expect(response.status).toBe(200);
  expect(text).toContain('comptoir_waiting_browsers 7');
  expect(text).not.toMatch(/^comptoir_observation_months \d/m);
});
