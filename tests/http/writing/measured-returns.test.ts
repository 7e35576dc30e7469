import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKey } from '#server/accounts/keys';
import { readDataset } from '#server/contract/dataset';
import { probeApprovals } from '#server/contract/probes';
import { importDataset } from '#server/dataset/load';
import { DAY, MINUTE, SECOND, shift } from '#server/domain/facts/intervals';
import { keepResults } from '#server/measurements/results';
import { onJournal } from '../../support/world/on-journal';
import { SMALL_WORLD } from '../../support/world/small-world';
import {
  aKeyTerms,
  aSaid,
  aWriter,
  boardOf,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

const ANNOUNCED = 'restricted: pec degraded, announced';
const BACK = 'possible: pec operational, declared';
const HERE = 'https://portail.nord.example/';

let world: World;
/** Three of the desk, and somebody of the operator, none of whom invited another. */
let definer: Writer;
let approver: Writer;
let speaker: Writer;
let north: Writer;
beforeEach(async () => {
  world = await openWorld({ isLoopbackAllowed: true, lookup: async () => ['127.0.0.1'], trusted: null });
  const platforms = SMALL_WORLD.platforms.map((each) =>
    each.id === 'north' ? { ...each, professionalPortal: HERE } : each,
  );
  const dataset = readDataset({ format: 'comptoir-dataset/1', platforms });
  if (dataset.ok) await importDataset(world.db, dataset.value);
  const atDesk = () => aWriter(world, { organisation: 'desk' });
  [definer, approver, speaker] = [await atDesk(), await atDesk(), await atDesk()];
  north = await aWriter(world, { organisation: 'north' });
});
afterEach(() => world.close());

const a = (url: string, flow = 'pec') => ({
  platform: 'north',
  flow,
  name: 'De près',
  kind: 'http',
  intervalSeconds: 10,
  steps: [{ kind: 'http', url }],
});
type By = { by?: Writer; url?: string; flow?: string };
const make = async ({ by = definer, url = HERE, flow }: By = {}): Promise<{ id: string; etag: string }> =>
  (await (await by.session()).post('/probes', a(url, flow))).body;
const approve = async ({ id, etag }: { id: string; etag: string }, by = approver) =>
  (await by.session()).post(`/probes/${id}/approval`, undefined, { 'If-Match': etag });
const start = async ({ id }: { id: string }, by = definer) =>
  expect((await (await by.session()).post(`/probes/${id}/enabling`)).status).toBe(200);
/** At once, by two. */
const stop = async ({ id }: { id: string }, by = definer) => {
  expect((await (await by.session()).post(`/probes/${id}/disabling`)).status).toBe(202);
  const asked = world.db.selectFrom('restriction').select('id').where('target', '=', id);
  const restriction = await asked.executeTakeFirstOrThrow();
  const settled = await (await approver.session()).post(`/restrictions/${restriction.id}/confirmation`);
  expect(settled.status).toBe(200);
};
/** Defined by one, approved by another, running. */
const running = async (given: By = {}) => {
  const probe = await make(given);
  expect((await approve(probe)).status).toBe(200);
  await start(probe);
  world.pass(SECOND);
  return probe;
};
/** Whoever may says that pec is down. A minute passes. */
const goesDown = async (by = approver) => {
  expect((await by.post('/statements', aSaid({ effectiveAt: world.in(0) }))).status).toBe(201);
  world.pass(MINUTE);
};
/** And that it is back: a minute later, three results of the last half minute say so too. */
const comesBack = async (by: Writer, probe: string, outcome: 'ok' | 'failed' = 'ok') => {
  expect(
    (await by.post('/statements', aSaid({ health: 'operational', effectiveAt: world.in(0) }))).status,
  ).toBe(201);
  expect(await boardOf(world)).toBe(ANNOUNCED);
  world.pass(MINUTE);
  await measures(probe, outcome);
};
const measures = async (probe: string, outcome: 'ok' | 'failed') => {
  const results = [20, 10, 0].map((ago) => ({
    probe,
    observedAt: shift(world.now(), -ago * SECOND),
    outcome,
    durationMs: 12,
    sequence: null,
    seen: null,
    blind: false,
  }));
  await world.db.transaction().execute((trx) => keepResults(trx, results, world.now()));
  world.pass(2 * SECOND);
};

describe('what we measure confirms a return', () => {
  it('when one defined it, another approved it, and neither says the return', async () => {
    const { id } = await running();
    await goesDown();
    await comesBack(speaker, id);
    expect(await boardOf(world)).toBe(BACK);
  });
  it('when it is of the operator, as of the desk', async () => {
    const { id } = await running();
    await goesDown(north);
    await comesBack(north, id);
    expect(await boardOf(world)).toBe(BACK);
  });
  it('until something that measures the flow is stopped; asked about before, it still does', async () => {
    const probe = await running();
    const beside = await make({ by: speaker });
    await start(beside, speaker);
    world.pass(MINUTE);
    await goesDown();
    await comesBack(speaker, probe.id);
    expect(await boardOf(world)).toBe(BACK);
    const before = world.now().toISOString();
    world.pass(SECOND);
    await stop(beside, speaker);
    world.pass(2 * SECOND);
    await measures(probe.id, 'ok');
    expect(await boardOf(world)).toBe(ANNOUNCED);
    const { body } = await world.get(`/api/v1/answers/optician/alba?at=${encodeURIComponent(before)}`);
    expect(body.verdict).toBe('possible');
  });
});

describe('one person alone, the return said and its own measures after it', () => {
  it('its own probe, defined and turned on by itself, confirms nothing', async () => {
    await goesDown(speaker);
    const probe = await make({ by: speaker });
    await start(probe, speaker);
    await comesBack(speaker, probe.id);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('nor made long before, and approved by nobody', async () => {
    const probe = await make({ by: speaker });
    await start(probe, speaker);
    world.pass(MINUTE);
    await goesDown(speaker);
    await comesBack(speaker, probe.id);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('nor approved by another, since it is the speaker’s own', async () => {
    const probe = await running({ by: speaker });
    await goesDown();
    await comesBack(speaker, probe.id);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('nor of another that the speaker turned on', async () => {
    const probe = await make();
    await approve(probe);
    await start(probe, speaker);
    world.pass(SECOND);
    await goesDown();
    await comesBack(speaker, probe.id);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('nor approved since the outage began', async () => {
    const probe = await make();
    await start(probe);
    world.pass(SECOND);
    await goesDown();
    expect((await approve(probe)).status).toBe(200);
    await comesBack(speaker, probe.id);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('nor changed since it was approved', async () => {
    const probe = await running();
    const { kind: _, platform: __, flow: ___, ...change } = a(`${HERE}sante`);
    const changed = await (await definer.session()).put(`/probes/${probe.id}`, change, {
      'If-Match': probe.etag,
    });
    expect(changed.status).toBe(200);
    world.pass(SECOND);
    await goesDown();
    await comesBack(speaker, probe.id);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('nor of a host that is not the platform’s', async () => {
    const probe = await running({ url: 'https://portail.ailleurs.example/' });
    await goesDown();
    await comesBack(speaker, probe.id);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('nor while one that failed was stopped since the outage began', async () => {
    const probe = await running();
    const failing = await running();
    await goesDown();
    await measures(failing.id, 'failed');
    await stop(failing, speaker);
    await comesBack(speaker, probe.id);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
});

describe('a key of measures and its holder’s guest', () => {
  /** A source known before the outage: three results of long enough ago. */
  const aSource = async (by: Writer) => {
    const about = {
      organisation: by.account.organisation,
      name: 'régie',
      intervalSeconds: 10,
      ...aKeyTerms('probe', world.now()),
    };
    const given = { ...about, account: by.account.id };
    const { id, secret } = await onJournal(world.db, (trx) => createKey(trx, given, world.now()));
    const push = async (agos: readonly number[]) => {
      const { status } = await world.doors.send(
        'POST',
        '/api/v1/observations',
        agos.map((ago) => ({
          platform: 'north',
          flow: 'pec',
          outcome: 'ok',
          observedAt: shift(world.now(), -ago * SECOND).toISOString(),
        })),
        { Authorization: `Bearer ${secret}` },
      );
      expect(status).toBe(200);
    };
    await push([0]);
    const { body } = await (await approver.session()).get('/probe-approvals');
    const listed = probeApprovals.parse(body).approvals;
    const source = await world.db.selectFrom('probe').select('id').where('key', '=', id).executeTakeFirst();
    const { etag = '' } = listed.find((each) => each.id === source?.id) ?? {};
    world.pass(SECOND);
    return { id: source?.id ?? '', etag, push };
  };
  const isBack = async (by: Writer) =>
    expect(
      (await by.post('/statements', aSaid({ health: 'operational', effectiveAt: world.in(0) }))).status,
    ).toBe(201);

  it('push four successes in as many seconds: the board does not move', async () => {
    const guest = await aWriter(world, { organisation: 'north', invitedBy: definer.account.id });
    await goesDown(north);
    await isBack(guest);
    const source = await aSource(definer);
    world.pass(10 * SECOND);
    await source.push([3, 2, 1, 0]);
    world.pass(2 * SECOND);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('nor where it was approved before, and pushes at its rhythm', async () => {
    const guest = await aWriter(world, { organisation: 'north', invitedBy: definer.account.id });
    const source = await aSource(definer);
    expect((await approve(source)).status).toBe(200);
    world.pass(SECOND);
    await goesDown(north);
    await isBack(guest);
    world.pass(MINUTE);
    await source.push([20, 10, 0]);
    world.pass(2 * SECOND);
    expect(await boardOf(world)).toBe(ANNOUNCED);
  });
  it('of somebody else, approved before, it confirms; at its rhythm only', async () => {
    const source = await aSource(definer);
    expect((await approve(source)).status).toBe(200);
    world.pass(SECOND);
    await goesDown(north);
    await isBack(north);
    world.pass(MINUTE);
    await source.push([3, 2, 1, 0]);
    world.pass(2 * SECOND);
    expect(await boardOf(world)).toBe(ANNOUNCED);
    world.pass(20 * SECOND);
    await source.push([10, 0]);
    world.pass(2 * SECOND);
    expect(await boardOf(world)).toBe(BACK);
  });
});

describe('approving what a probe does', () => {
  it('is for a second person, of the version it read, once', async () => {
    const probe = await make();
    const session = await approver.session();
    const missing = await session.post(`/probes/${probe.id}/approval`);
    expect(missing.status).toBe(428);
    const stale = await session.post(`/probes/${probe.id}/approval`, undefined, { 'If-Match': '"other"' });
    expect(stale.status).toBe(412);
    const own = await approve(probe, definer);
    expect([own.status, kindOf(own)]).toEqual([403, 'not-second-person']);
    expect(own.body.cure).toContain('personne du bureau');
    const { status, body } = await approve(probe);
    expect([status, body.standing, body.approved.by]).toEqual([200, 'approved', approver.account.name]);
    const again = await approve(probe, speaker);
    expect([again.status, kindOf(again)]).toEqual([409, 'conflict']);
    const entries = await world.db
      .selectFrom('audit')
      .select(['action', 'account', 'after'])
      .where('id', '=', probe.id)
      .where('action', '=', 'probe-approved')
      .execute();
    expect(entries).toEqual([
      {
        action: 'probe-approved',
        account: approver.account.id,
        after: { version: 1, definition: expect.objectContaining({ name: 'De près' }) },
      },
    ]);
  });
  it('is not for whom the definer invited, nor for an account of a day, who is told until when', async () => {
    const probe = await make();
    const guest = await aWriter(world, { organisation: 'desk', invitedBy: definer.account.id });
    const joined = await approve(probe, guest);
    expect([joined.status, joined.body.detail]).toEqual([
      403,
      expect.stringContaining('chaîne d’invitations'),
    ]);
    const young = await aWriter(world, { organisation: 'desk', createdAt: shift(world.now(), -DAY) });
    const recent = await approve(probe, young);
    expect([recent.status, recent.body.detail]).toEqual([403, expect.stringContaining('sept jours')]);
    expect(recent.body.cure).toContain('Vous le pourrez le');
  });
  it('is not by key, nor without a fresh factor; nor is turning one, or trying it', async () => {
    const probe = await make();
    const headers = { 'If-Match': probe.etag };
    const byKey = await approver.post(`/probes/${probe.id}/approval`, undefined, headers);
    expect([byKey.status, kindOf(byKey)]).toEqual([403, 'session-only']);
    const old = await approver.session({ openedAt: shift(world.now(), -6 * MINUTE) });
    for (const act of ['approval', 'enabling', 'disabling', 'trial']) {
      const refused = await old.post(`/probes/${probe.id}/${act}`, undefined, headers);
      expect([act, refused.status, kindOf(refused)]).toEqual([act, 401, 'step-up-needed']);
    }
  });
  it('is of no heartbeat', async () => {
    const { body } = await (await definer.session()).post('/probes', {
      ...a(HERE),
      kind: 'heartbeat',
      steps: [],
    });
    const refused = await approve(body);
    expect([refused.status, kindOf(refused)]).toEqual([409, 'conflict']);
  });
  it('lists who answers for each, and why one may not', async () => {
    const [known, elsewhere] = [await make(), await make({ url: 'https://ailleurs.example/' })];
    await approve(elsewhere);
    const { body } = await (await definer.session()).get('/probe-approvals');
    const listed = new Map(probeApprovals.parse(body).approvals.map((each) => [each.id, each]));
    expect(listed.get(known.id)).toMatchObject({
      standing: 'awaiting',
      definedBy: definer.account.name,
      approved: null,
      unknownHosts: [],
      refused: { detail: expect.stringContaining('vous-même') },
    });
    expect(listed.get(elsewhere.id)).toMatchObject({
      standing: 'unknown-host',
      unknownHosts: ['ailleurs.example'],
      refused: null,
      approved: { by: approver.account.name },
    });
  });
});
