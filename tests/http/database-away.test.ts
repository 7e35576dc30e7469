import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, NewerSchema } from '#db/database';
import { startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';
import { seed } from '#server/dataset/seed';
import { refuseAccident } from '#server/http/kit/accidents';
import { openDoors } from '../support/runner/api';

/** A cluster of its own, since it is stopped under the doors. */
let folder: string;
let cluster: Awaited<ReturnType<typeof startEmbedded>>;
let connection: ReturnType<typeof connect>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-away-'));
  await chmod(folder, 0o755);
  cluster = await startEmbedded(folder, { fsync: 'off' });
  connection = connect(cluster.address);
  await migrate(connection.db);
  await seed(connection.db);
});
afterAll(async () => {
  await connection.close();
  await cluster.stop();
  await rm(folder, { recursive: true, force: true });
});

it('the board of now stays, dated; the past says 503; all comes back by itself', async () => {
  let now = new Date();
  const doors = openDoors(connection, () => now);
  const board = () => doors.get('/api/v1/answers?profession=optician');
  const past = () => doors.get('/api/v1/answers?profession=optician&at=2024-02-02T12:00:00Z');
  const overview = async () => (await doors.get('/api/v1/overview')).body;
  const checked = async () => [
    (await doors.get('/api/v1/snapshot')).status,
    (await doors.get('/api/v1/signing-keys')).status,
  ];
  const before = await board();
  expect(await checked()).toEqual([200, 200]);
  const whole = await overview();
  expect([whole.isWhole, whole.lastWord === null]).toEqual([true, false]);
  expect([before.status, before.headers.get('age')]).toEqual([200, null]);

  await killPostgres(folder);
  now = new Date(+now + 90_000);
  const away = await board();
  expect([away.status, away.headers.get('age')]).toEqual([200, '90']);
  expect(away.body.at).toBe(before.body.at);
  expect(away.body.answers).toEqual(before.body.answers);
  expect(await checked()).toEqual([200, 200]);
  const partial = await overview();
  expect([partial.isWhole, partial.lastWord]).toEqual([false, null]);
  expect(partial.operators.map(({ answers }: { answers: object }) => answers)).toEqual(
    whole.operators.map(({ answers }: { answers: object }) => answers),
  );
  const refused = await past();
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await doors.readModel.reachable()).toBe(false);

  await cluster.ensureRunning();
  now = new Date(+now + 2_000);
  const after = await board();
  expect([after.status, after.headers.get('age'), after.body.at]).toEqual([200, null, now.toISOString()]);
  expect((await past()).status).toBe(200);
  expect(doors.accidents).toEqual([]);
});

it('doors that never met their database say 503 with when to come back', async () => {
  const nobody = connect('postgres://nobody@127.0.0.1:1/none');
  const refused = await openDoors(nobody).get('/api/v1/answers?profession=optician');
  expect([refused.status, refused.body.type]).toEqual([503, 'urn:comptoir:problem:unreachable']);
  await nobody.close();
});

it('a database that a newer program has changed is told as such, not as one that comes back in seconds', async () => {
  const app = new Hono().get('/', (c) => refuseAccident(c, new NewerSchema('9999_later.sql'), () => 'ESSAI'));
  const refused = await app.request('/');
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, '60']);
  const { type, cure } = await refused.json();
  expect(type).toBe('urn:comptoir:problem:outdated');
  expect(cure).toContain('mis à jour');
  expect(cure).not.toContain('quelques secondes');
});

const killPostgres = async (folder: string) => {
  const [pid] = (await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 500));
};
