import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepNarrowings } from '#server/accounts/restrictions';
import { DAY, HOUR, MINUTE, shift } from '#server/domain/facts/intervals';
import {
  aSaid,
  aWriter,
  type Headers,
  kindOf,
  openWorld,
  type World,
  type Writer,
} from '../../support/world/writers';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const manager = (organisation = 'north') => aWriter(world, { organisation, role: 'manager' });
const close = async (by: Writer, whom: Writer) =>
  (await by.session()).post(`/accounts/${whom.account.id}/disabling`, { reason: 'Parti' });
const suspend = async (by: Writer, whom: Writer) =>
  (await by.session()).post(`/accounts/${whom.account.id}/suspension`, { reason: 'Volé' });
const confirm = async (by: Writer, { body }: { body: { id: string } }) =>
  (await by.session()).post(`/restrictions/${body.id}/confirmation`);
const cancel = async (by: Writer, { body }: { body: { id: string } }) =>
  (await by.session()).post(`/restrictions/${body.id}/cancellation`);
const works = async (whom: Writer) => (await whom.get('/due')).status === 200;
const toldTo = async (whom: Writer) => (await (await whom.session()).get('/due')).body.restrictions;

describe('closing an account, by one person', () => {
  it('takes effect in an hour, whether anything runs or not', async () => {
    const [one, other] = [await manager(), await manager()];
    const asked = await close(one, other);
    expect([asked.status, asked.body.state]).toEqual([202, 'pending']);
    world.pass(HOUR - MINUTE);
    expect(await works(other)).toBe(true);
    world.pass(MINUTE);
    expect(await works(other)).toBe(false);
  });
  it('is told to whom it concerns, who calls it off', async () => {
    const [one, other] = [await manager(), await aWriter(world, { organisation: 'north' })];
    const asked = await close(one, other);
    expect(await toldTo(other)).toMatchObject([
      { state: 'pending', by: one.account.name, name: other.account.name, reason: 'Parti', mayCancel: true },
    ]);
    expect((await cancel(other, asked)).status).toBe(200);
    world.pass(HOUR);
    expect(await works(other)).toBe(true);
    expect(await toldTo(one)).toMatchObject([{ state: 'cancelled', cancelledBy: other.account.name }]);
  });
  it('is called off by any manager of theirs and by the desk, not by others', async () => {
    const [one, other] = [await manager(), await aWriter(world, { organisation: 'north' })];
    for (const who of [await manager(), await aWriter(world, { organisation: 'desk' })]) {
      expect((await cancel(who, await close(await manager(), other))).status).toBe(200);
    }
    const asked = await close(one, other);
    for (const who of [await manager('south'), await aWriter(world, { organisation: 'north' })]) {
      expect(kindOf(await cancel(who, asked))).toBe('out-of-scope');
      expect(await toldTo(who)).toEqual([]);
    }
    world.pass(HOUR);
    expect(kindOf(await cancel(one, asked))).toBe('conflict');
  });
  it('takes effect at once with a second person, who is independent', async () => {
    const [one, other, second] = [await manager(), await manager(), await manager()];
    const asked = await close(one, other);
    const guest = await aWriter(world, { organisation: 'north', role: 'manager', invitedBy: one.account.id });
    const young = await aWriter(world, {
      organisation: 'north',
      role: 'manager',
      createdAt: shift(world.now(), -DAY),
    });
    for (const [who, why] of [
      [one, 'C’est vous'],
      [guest, 'invitations'],
      [young, 'sept jours'],
    ] as const) {
      const refused = await confirm(who, asked);
      expect([kindOf(refused), refused.body.detail]).toEqual([
        'not-second-person',
        expect.stringContaining(why),
      ]);
    }
    expect(await works(other)).toBe(true);
    expect((await confirm(second, asked)).body.state).toBe('in-force');
    expect(await works(other)).toBe(false);
    expect(kindOf(await confirm(second, asked))).toBe('conflict');
  });
  it('is asked once: again it is the same, not one more', async () => {
    const [one, other] = [await manager(), await manager()];
    const [first, again] = [await close(one, other), await close(await manager(), other)];
    expect(again.body.id).toBe(first.body.id);
  });
  it('of a second account within the hour waits for a second person', async () => {
    const [one, two, three] = [await manager(), await manager(), await manager()];
    await close(one, two);
    for (const act of [close, suspend]) {
      const asked = await act(one, three);
      expect([asked.status, asked.body.state, asked.body.takesEffectAt]).toEqual([
        202,
        'awaiting-second',
        null,
      ]);
    }
    world.pass(2 * HOUR);
    expect([await works(two), await works(three)]).toEqual([false, true]);
  });
  it('does not come true when whoever asked was suspended in the meantime', async () => {
    const [thief, other] = [await manager(), await manager()];
    await close(thief, other);
    expect((await suspend(other, thief)).body.state).toBe('in-force');
    world.pass(HOUR);
    expect([await works(thief), await works(other)]).toEqual([false, true]);
  });
});

describe('suspending an account', () => {
  it('is done at once, sessions and keys with it, and lifted by one person', async () => {
    const [one, other] = [await manager(), await manager()];
    const session = await other.session();
    const asked = await suspend(one, other);
    expect([asked.status, asked.body.state]).toEqual([200, 'in-force']);
    expect([(await session.get('/due')).status, await works(other)]).toEqual([401, false]);
    expect(kindOf(await suspend(await manager(), other))).toBe('conflict');
    expect((await cancel(await manager(), asked)).status).toBe(200);
    expect(await works(other)).toBe(true);
    expect((await session.get('/due')).status).toBe(401);
  });
  it('kills the links that the account had made', async () => {
    const [one, other] = [await manager(), await manager()];
    const made = await (await other.session()).post('/invitations', { email: 'complice@example.org' });
    await suspend(one, other);
    const { body } = await (await one.session()).get('/invitations');
    expect(body.invitations[0]).toMatchObject({ id: made.body.id, revokedAt: expect.any(String) });
  });
});

describe('revoking a key', () => {
  it('of one’s own is done at once', async () => {
    const one = await manager();
    const { key, get } = await one.anotherKey();
    expect((await (await one.session()).del(`/keys/${key.id}`)).status).toBe(200);
    expect((await get('/due')).status).toBe(401);
  });
  it('of another takes effect in an hour; whose it is calls it off', async () => {
    const [one, other] = [await manager(), await aWriter(world, { organisation: 'north' })];
    const { key, get } = await other.anotherKey();
    const asked = await (await one.session()).del(`/keys/${key.id}`);
    expect([asked.status, (await get('/due')).status]).toEqual([202, 200]);
    expect(
      (await (await one.session()).get('/keys')).body.keys.find(({ id }: { id: string }) => id === key.id),
    ).toMatchObject({ revokedAt: null });
    expect((await cancel(other, asked)).status).toBe(200);
    world.pass(HOUR);
    expect((await get('/due')).status).toBe(200);
    await (await one.session()).del(`/keys/${key.id}`);
    world.pass(HOUR);
    expect((await get('/due')).status).toBe(401);
  });
  it('called off leaves it dead when its holder revoked it meanwhile', async () => {
    const [one, other] = [await manager(), await manager()];
    const { key, get } = await other.anotherKey();
    const asked = await (await one.session()).del(`/keys/${key.id}`);
    await (await other.session()).del(`/keys/${key.id}`);
    await cancel(one, asked);
    expect((await get('/due')).status).toBe(401);
  });
});

describe('a scope', () => {
  type Organisation = { id: string; etag: string; professions: string[] };
  const ofUnion = async (by: Writer): Promise<Organisation> => {
    const { body } = await (await by.session()).get('/organisations');
    return body.organisations.find(({ id }: { id: string }) => id === 'opticians');
  };
  const change = async (by: Writer, professions: string[]) => {
    const { etag, ...scope } = await ofUnion(by);
    const headers: Headers = { 'If-Match': etag };
    return (await by.session()).put('/organisations/opticians', { ...scope, professions }, headers);
  };
  const speaks = async (union: Writer, profession: string) =>
    (await (await union.session()).post('/statements', aSaid({ professions: [profession] }))).status;
  const byDesk = () => aWriter(world, { organisation: 'desk' });

  it('is widened at once, and told', async () => {
    const [desk, union] = [await byDesk(), await manager('opticians')];
    expect((await change(desk, ['optician', 'midwife'])).status).toBe(200);
    expect(await speaks(union, 'midwife')).toBe(201);
    expect(await toldTo(union)).toMatchObject([
      { action: 'scope-widening', scope: { professions: ['midwife'] }, mayCancel: false },
    ]);
  });
  it('is narrowed in an hour, even when no job runs; what is new in the same change holds at once', async () => {
    const [desk, union] = [await byDesk(), await manager('opticians')];
    const changed = await change(desk, ['midwife']);
    expect([changed.status, changed.body.professions]).toEqual([202, ['midwife', 'optician']]);
    expect(await speaks(union, 'optician')).toBe(201);
    world.pass(HOUR);
    expect(await speaks(union, 'optician')).toBe(403);
    expect((await ofUnion(desk)).professions).toEqual(['midwife']);
    await keepNarrowings(world.db, world.now());
    const kept = await world.db
      .selectFrom('organisation')
      .select('professions')
      .where('id', '=', 'opticians')
      .executeTakeFirst();
    expect(kept?.professions).toEqual(['midwife']);
  });
  it('is not narrowed twice at a time, nor when its managers call it off', async () => {
    const [desk, union] = [await byDesk(), await manager('opticians')];
    await change(desk, ['midwife']);
    expect(kindOf(await change(desk, ['optician']))).toBe('conflict');
    const [asked] = (await toldTo(union)).filter(({ state }: { state: string }) => state === 'pending');
    expect((await cancel(union, { body: asked })).status).toBe(200);
    world.pass(HOUR);
    expect(await speaks(union, 'optician')).toBe(201);
  });
  it('is narrowed at once by a second person of the desk', async () => {
    const [desk, union] = [await byDesk(), await manager('opticians')];
    await change(desk, ['midwife']);
    const [asked] = (await toldTo(desk)).filter(({ state }: { state: string }) => state === 'pending');
    expect(kindOf(await confirm(union, { body: asked }))).toBe('out-of-scope');
    expect((await confirm(await byDesk(), { body: asked })).status).toBe(200);
    expect(await speaks(union, 'optician')).toBe(403);
  });
});

describe('a probe on duty', () => {
  it('goes on for an hour after one person stops it, and is stopped at once by two', async () => {
    const desk = await aWriter(world, { organisation: 'desk' });
    const steps = [{ kind: 'dns', name: 'portail.invalid' }];
    const about = { platform: 'north', flow: 'pec', name: 'Sonde', kind: 'dns', steps };
    const made = (await (await desk.session()).post('/probes', about)).body;
    const hand = await desk.session();
    const stop = () => hand.post(`/probes/${made.id}/disabling`);
    expect((await stop()).status).toBe(200);
    await hand.post(`/probes/${made.id}/enabling`);
    const stopped = await stop();
    expect([stopped.status, stopped.body.enabled]).toEqual([202, true]);
    const [asked] = await toldTo(desk);
    expect((await confirm(await aWriter(world, { organisation: 'desk' }), { body: asked })).status).toBe(200);
    expect((await hand.get(`/probes/${made.id}`)).body.enabled).toBe(false);
    await hand.post(`/probes/${made.id}/enabling`);
    await stop();
    world.pass(HOUR);
    const later = await desk.session();
    expect((await later.get(`/probes/${made.id}`)).body.enabled).toBe(false);
  });
});
