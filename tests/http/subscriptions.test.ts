import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWords } from '#app/words/public-formats';
import { listDeliveries } from '#db/deliveries';
import { openChannels } from '#server/delivery/channels';
import { postSubscriptionLetters } from '#server/delivery/letters/subscription';
import { createRelay, type Relay } from '#server/delivery/mail/relay';
import { unsealKept } from '#server/delivery/targets';
import { subscriptionToken } from '#server/delivery/tokens';
import { DAY, HOUR } from '#server/domain/facts/intervals';
import { FOLLOWED_KINDS } from '#server/domain/facts/vocabulary';
import { systemLookup } from '#server/outbound/targets';
import { type MailServer, startMailServer } from '../support/peers/mail-server';
import { type Receiver, startReceiver } from '../support/peers/receiver';
import { aVisitor, aWriter, openWorld, type World } from '../support/world/writers';

const ORIGIN = 'https://comptoir.example';
const LOOPBACK = { isLoopbackAllowed: true, lookup: systemLookup, trusted: null };

let server: MailServer;
let relay: Relay;
let receiver: Receiver;
let world: World;
beforeAll(async () => {
  server = await startMailServer();
  receiver = await startReceiver();
  relay = createRelay({ url: server.url, from: 'Comptoir <comptoir@exemple.fr>', host: 'comptoir.example' });
});
afterAll(async () => {
  await relay.close();
  await server.stop();
  await receiver.stop();
});
beforeEach(async () => {
  server.received.length = 0;
  receiver.answer(({ body }) => ({ status: 200, body: JSON.parse(String(body)).data.challenge }));
  world = await openWorld(LOOPBACK);
  withMail();
});
afterEach(() => world.close());

const withMail = () => {
  const { deps } = world;
  Object.assign(deps, { publicUrl: ORIGIN, channels: { ...deps.channels, relay } });
};

/** What the job does, once. */
const postLetters = () => {
  const { db, now, deps } = world;
  const given = {
    db,
    secrets: deps.secrets,
    words: openWords.subscriptionLetters,
    origin: ORIGIN,
    relay,
    now,
  };
  return postSubscriptionLetters(given, AbortSignal.timeout(20_000));
};

const alba = { profession: 'optician', mutuelles: ['alba'] };
const asks = (body: object, network = '192.0.2.1') =>
  aVisitor(world, { 'X-Forwarded-For': network }).post('/subscriptions', { follows: [alba], ...body });
const byMail = (address = 'pharmacie@exemple.fr', more: object = {}) =>
  asks({ channel: 'email', address, ...more });
const at = (token: string, rest = '') => `/subscriptions/${token}${rest}`;

/** The token that the last mail leads to. */
const tokenMailed = (): string => {
  const text = server.received.at(-1)?.parsed.text ?? '';
  return /abonnements\/([\w-]{64})/.exec(text)?.[1] ?? '';
};
const confirmed = async (address?: string): Promise<string> => {
  await byMail(address);
  await postLetters();
  const token = tokenMailed();
  expect((await aVisitor(world).post(at(token, '/confirmation'))).body.state).toBe('active');
  return token;
};
const counted = async () => (await world.db.selectFrom('subscriber').select('id').execute()).length;

const NO_ADDRESSES = [
  'pharmacie',
  'pharmacie@',
  '@exemple.fr',
  'a b@exemple.fr',
  'a@exemple',
  'a@exemple..fr',
  'a..b@exemple.fr',
  'a@[192.0.2.1]',
  'a@192.0.2.1',
  'a@exemple.fr\r\nBcc: b@exemple.fr',
  'a@exemple.fr, b@exemple.fr',
  `${'a'.repeat(65)}@exemple.fr`,
  `a@${'b'.repeat(250)}.fr`,
  '',
];

describe('an address that asks to be told', () => {
  it('is sent one letter, and is told once it has confirmed by POST', async () => {
    const asked = await byMail();
    expect([asked.status, asked.body]).toEqual([
      201,
      { channel: 'email', state: 'awaiting-confirmation', token: null, secret: null },
    ]);
    await postLetters();
    await postLetters();
    expect(server.received.map(({ to, parsed }) => [to, parsed.subject])).toEqual([
      ['pharmacie@exemple.fr', expect.stringMatching(/^Comptoir\s: confirmez/)],
    ]);
    const token = tokenMailed();
    for (const method of ['GET', 'HEAD', 'GET']) await aVisitor(world).send(method, at(token));
    expect((await aVisitor(world).get(at(token))).body).toMatchObject({
      state: 'awaiting-confirmation',
      to: 'p…@exemple.fr',
      follows: [{ profession: 'optician', mutuelles: ['alba'], platforms: [] }],
    });
    for (let time = 0; time < 2; time += 1)
      expect((await aVisitor(world).post(at(token, '/confirmation'))).body).toMatchObject({
        state: 'active',
        until: null,
      });
  });
  it('is answered the same when it is there already: the mail says so, with what was asked ready to add', async () => {
    const first = await byMail();
    await postLetters();
    await aVisitor(world).post(at(tokenMailed(), '/confirmation'));
    const again = await byMail('Pharmacie@Exemple.FR', {
      follows: [{ profession: 'optician', platforms: ['north'], kinds: ['payment'] }],
    });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    await postLetters();
    const { parsed } = server.received.at(-1) ?? {};
    expect(parsed?.subject).toMatch(/déjà avertie/);
    expect(parsed?.text).toContain('?profession=opticien&operateur=north&quoi=payment');
    expect((await aVisitor(world).get(at(tokenMailed()))).body.follows).toHaveLength(1);
  });
  it('is sent its letter though the address before it was sealed with another key, which is looked at once', async () => {
    await byMail('illisible@exemple.fr');
    await world.db.updateTable('subscriber').set({ target: 'scellé par une autre clé' }).execute();
    await byMail();
    await postLetters();
    expect(server.received.map(({ to }) => to)).toEqual(['pharmacie@exemple.fr']);
    const owed = world.db.selectFrom('subscriber').select('id').where('letterAskedAt', 'is not', null);
    expect(await owed.execute()).toEqual([]);
  });
  it('is one, in whichever way it is written, and follows all that it asked for', async () => {
    const ways = [
      'Pharmacie@exemple.fr',
      ' pharmacie@exemple.fr ',
      'pharmacie@EXEMPLE.fr',
      'pharmacie@exemple.fr.',
      'PHARMACIE@exemple.FR',
    ];
    for (const [index, way] of ways.entries())
      expect((await byMail(way, { follows: [{ ...alba, flows: index % 2 ? ['pec'] : [] }] })).status).toBe(
        201,
      );
    expect(await counted()).toBe(1);
    await postLetters();
    expect(server.received).toHaveLength(1);
    expect((await aVisitor(world).get(at(tokenMailed()))).body.follows).toHaveLength(2);
  });
  it('is sent three letters a day at most, whoever asks and however its inbox is spelt', async () => {
    const ways = [
      'a.b@gmail.com',
      'ab+1@gmail.com',
      'a.b+2@googlemail.com',
      'ab@gmail.com',
      'ab+9@gmail.com',
    ];
    for (const [index, way] of ways.entries()) {
      await asks({ channel: 'email', address: way }, `198.51.${index}.1`);
      await postLetters();
    }
    expect(server.received).toHaveLength(3);
  });
  it('is forgotten after 48 hours without a word, and may ask anew', async () => {
    await byMail();
    await postLetters();
    const token = tokenMailed();
    world.pass(48 * HOUR - 60_000);
    expect((await aVisitor(world).get(at(token))).status).toBe(200);
    world.pass(120_000);
    expect((await aVisitor(world).get(at(token))).status).toBe(404);
    expect((await aVisitor(world).post(at(token, '/confirmation'))).status).toBe(404);
    expect((await byMail()).status).toBe(201);
    expect((await aVisitor(world).post(at(token, '/confirmation'))).status).toBe(200);
  });
  it('leaves at once, however often that is asked, and nothing of it stays', async () => {
    const token = await confirmed();
    for (let time = 0; time < 2; time += 1)
      expect((await aVisitor(world).del(at(token))).body).toEqual({ state: 'ended' });
    expect(await counted()).toBe(0);
    expect(await world.db.selectFrom('follow').selectAll().execute()).toEqual([]);
    expect((await aVisitor(world).get(at(token))).status).toBe(404);
  });
  it('is nowhere in clear', async () => {
    await confirmed();
    const { rows } = await sql<{ text: string }>`
      select (select string_agg(subscriber::text, ' ') from subscriber) || coalesce(
        (select string_agg(attempt::text, ' ') from attempt), '') as text
    `.execute(world.db);
    expect(rows[0]?.text).toMatch(/email/);
    expect(rows[0]?.text).not.toMatch(/pharmacie|exemple/i);
  });
  it('keeps a letter that the relay does not take now, and sends it later under the same id', async () => {
    server.toMails(() => ({ code: 451, text: 'later' }));
    await byMail();
    await postLetters();
    server.toMails(() => null);
    await postLetters();
    expect(server.received).toHaveLength(0);
    world.pass(5 * 60_000);
    await postLetters();
    expect(server.received).toHaveLength(1);
  });
  it('is refused at its field when it is none, with what one looks like', async () => {
    for (const address of NO_ADDRESSES) {
      const { status, body } = await byMail(address);
      expect([address, status, body.pointer]).toEqual([address, 400, '/address']);
      expect(JSON.stringify(body)).toMatch(/pharmacie@exemple\.fr/);
    }
    expect(await counted()).toBe(0);
  });
  it('is one, its name with accents or as the Internet writes it', async () => {
    for (const address of ['contact@pharmacie-né.fr', 'contact@xn--pharmacie-n-lbb.fr'])
      expect((await byMail(address)).status).toBe(201);
    expect(await counted()).toBe(1);
  });
  it('is told that mail is off, where it is', async () => {
    Object.assign(world.deps, { channels: { ...world.deps.channels, relay: null } });
    const { status, body } = await byMail();
    expect([status, body.pointer]).toEqual([422, '/channel']);
    expect((await aVisitor(world).get('/subscription-channels')).body.channels).toEqual(['webhook', 'push']);
  });
});

describe('what is followed', () => {
  it('is known, or the nearest is named at its place', async () => {
    const { status, body } = await byMail(undefined, {
      follows: [alba, { profession: 'optician', mutuelles: ['alba', 'albo'] }],
    });
    expect([status, body.pointer, body.near[0].id]).toEqual([404, '/follows/1/mutuelles/1', 'alba']);
  });
  it('is 300 mutuelles at most', async () => {
    const ids = Array.from({ length: 301 }, (_, index) => `m-${index}`);
    const asked = (mutuelles: string[]) => byMail(undefined, { follows: [{ ...alba, mutuelles }] });
    const { status, body } = await asked(ids);
    expect([status, body.pointer]).toEqual([400, '/follows']);
    expect((await asked(ids.slice(1))).status).toBe(404);
    expect((await asked(ids.map(() => 'alba'))).status).toBe(201);
  });
  it('is changed by whoever has the token, whole', async () => {
    const token = await confirmed();
    const { body } = await aVisitor(world).put(at(token), {
      follows: [{ profession: 'pharmacist', platforms: ['north'], flows: ['pec'], kinds: ['incident'] }],
    });
    expect(body.follows).toEqual([
      { profession: 'pharmacist', mutuelles: [], platforms: ['north'], flows: ['pec'], kinds: ['incident'] },
    ]);
    expect((await aVisitor(world).put(at(token), { follows: [] })).status).toBe(400);
  });
  it('is there once, however often one adds it', async () => {
    const token = await confirmed();
    const other = { ...alba, kinds: ['notice', 'change'] };
    const { body } = await aVisitor(world).put(at(token), {
      follows: [alba, other, alba, { ...other, kinds: ['change', 'notice'] }],
    });
    expect(body.follows).toHaveLength(2);
  });
  it('is 20 things at most, which is said as that', async () => {
    const each = (index: number) => ({
      ...alba,
      mutuelles: [],
      flows: [],
      platforms: ['north'],
      kinds: [FOLLOWED_KINDS[index % 5]],
    });
    const { status, body } = await byMail(undefined, {
      follows: Array.from({ length: 21 }, (_, index) => each(index)),
    });
    expect([status, body.pointer, body.detail]).toEqual([
      400,
      '/follows',
      '21 choses suivies, pour 20 au plus.',
    ]);
  });
  it('is nobody’s with a token changed by a letter', async () => {
    const token = await confirmed();
    const statuses = await Promise.all(
      [...token].map(async (letter, index) => {
        const other = letter === 'A' ? 'B' : 'A';
        const changed = token.slice(0, index) + other + token.slice(index + 1);
        return (await aVisitor(world).del(at(changed))).status;
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([404]));
    expect(await counted()).toBe(1);
  });
});

describe('a subscription that is suspended', () => {
  it('says since when and why, and goes on when its holder says so', async () => {
    const token = await confirmed();
    const suspendedAt = world.now();
    await world.db
      .updateTable('subscriber')
      .set({ suspendedAt, suspendedFor: 'refused', refusals: 3 })
      .execute();
    expect((await aVisitor(world).get(at(token))).body).toMatchObject({
      state: 'suspended',
      suspended: { since: suspendedAt.toISOString(), why: 'refused' },
    });
    await byMail();
    await postLetters();
    expect(server.received.at(-1)?.parsed.text).toMatch(/suspendus/);
    expect((await aVisitor(world).post(at(token, '/resumption'))).body).toMatchObject({
      state: 'active',
      suspended: null,
    });
  });
  it('is told at once of what it missed, from the first step of the ladder, and fails no more for the desk', async () => {
    const token = await confirmed();
    const { id, share } = await world.db
      .selectFrom('subscriber')
      .select(['id', 'share'])
      .executeTakeFirstOrThrow();
    const failingSince = world.now();
    const gaveUp = { dueAt: null, attempts: 10, failure: 'HTTP 503', failingSince };
    await world.db
      .insertInto('delivery')
      .values({ subscriber: id, share, known: '3', owed: '4', ...gaveUp })
      .execute();
    await world.db
      .updateTable('subscriber')
      .set({ suspendedAt: failingSince, suspendedFor: 'unreachable' })
      .execute();
    await aVisitor(world).post(at(token, '/resumption'));
    expect(await listDeliveries(world.db, { state: 'failing', limit: 1 })).toEqual([]);
    expect(await listDeliveries(world.db, { state: 'waiting', limit: 1 })).toMatchObject([
      { subscriber: id, attempts: 0, dueAt: expect.any(Date) },
    ]);
  });
});

describe('a webhook', () => {
  const webhook = (more: object = {}) => asks({ channel: 'webhook', url: receiver.url('/hook'), ...more });

  it('is told once it has answered the challenge, and its secret is shown once', async () => {
    const { status, body } = await webhook();
    expect([status, body.state]).toEqual([201, 'active']);
    const challenged = receiver.brought.at(-1);
    expect(
      new Webhook(body.secret).verify(challenged?.body ?? '', challenged?.headers as never),
    ).toBeTruthy();
    const read = (await aVisitor(world).get(at(body.token))).body;
    expect(read).toMatchObject({ shape: 'comptoir', to: new URL(receiver.url()).host });
    expect(JSON.stringify(read)).not.toContain(body.secret);
  });
  it('has two good secrets for a day when it changes', async () => {
    const { body } = await webhook();
    const renewed = await aVisitor(world).post(at(body.token, '/secret'));
    expect(renewed.body.secret).toMatch(/^whsec_/);
    expect(renewed.body.secret).not.toBe(body.secret);
    expect(Date.parse(renewed.body.previousUntil) - +world.now()).toBeGreaterThan(DAY - 60_000);
    const { target } = await world.db.selectFrom('subscriber').select('target').executeTakeFirstOrThrow();
    expect(unsealKept(world.deps.secrets, target)).toMatchObject({
      secret: renewed.body.secret,
      previous: { secret: body.secret, until: renewed.body.previousUntil },
    });
  });
  it('is refused at its field when it does not answer, or answers another', async () => {
    receiver.answer(() => ({ status: 200, body: 'autre chose' }));
    const { status, body } = await webhook();
    expect([status, body.pointer]).toEqual([422, '/url']);
    expect(body.detail).toMatch(/jeton/);
    expect(await counted()).toBe(0);
  });
  it('is one, however its address is written', async () => {
    expect((await webhook()).status).toBe(201);
    expect((await webhook({ url: `${receiver.url('/a/../hook')}#x` })).status).toBe(409);
    expect(await counted()).toBe(1);
  });
});

const NOT_CALLED: readonly (readonly [string, RegExp])[] = [
  ['https://127.0.0.1/hook', /réseau privé/],
  ['https://10.1.2.3/hook', /réseau privé/],
  ['https://[::1]/hook', /réseau privé/],
  ['https://localhost/hook', /réseau privé/],
  ['http://93.184.216.34/hook', /https/],
  ['https://user:secret@93.184.216.34/', /mot de passe/],
  ['ftp://93.184.216.34/', /http/],
  ['pas une adresse', /illisible/],
];

describe('an address that is called', () => {
  const refusedOf = async (body: object) => {
    Object.assign(world.deps, { outbound: { ...LOOPBACK, isLoopbackAllowed: false } });
    return (await asks(body)).body;
  };
  it('is refused in words at its field, unless it leads to the Internet over https', async () => {
    for (const [url, says] of NOT_CALLED) {
      const body = await refusedOf({ channel: 'webhook', url });
      expect([body.status, body.pointer, body.detail]).toEqual([422, '/url', expect.stringMatching(says)]);
      const pushed = await refusedOf({ channel: 'push', endpoint: url, keys: deviceKeys() });
      expect([pushed.status, pushed.pointer]).toEqual([422, '/endpoint']);
    }
  });
});

const deviceKeys = () => ({
  p256dh: randomBytes(65).toString('base64url'),
  auth: randomBytes(16).toString('base64url'),
});

describe('a device', () => {
  it('is told at once, follows more when it asks again, and is not taken over by other keys', async () => {
    const keys = deviceKeys();
    const push = (more: object = {}) =>
      asks({ channel: 'push', endpoint: receiver.url('/push/1'), keys, ...more });
    const first = await push();
    expect([first.status, first.body.state]).toEqual([201, 'active']);
    const more = await push({ follows: [{ profession: 'optician', platforms: ['north'] }] });
    expect(more.body.token).toBe(first.body.token);
    const read = (await aVisitor(world).get(at(first.body.token))).body;
    expect([read.to, read.follows.length]).toEqual([null, 2]);
    expect((await push({ keys: deviceKeys() })).body.pointer).toBe('/endpoint');
  });
  it('finds the key that signs what it is sent', async () => {
    const { deps, db, now } = world;
    const given = { env: {}, outbound: LOOPBACK, secrets: deps.secrets, db, now, words: openWords.channels };
    Object.assign(deps, { channels: openChannels(given) });
    const { body } = await aVisitor(world).get('/push-key');
    expect(Buffer.from(body.publicKey, 'base64url')).toHaveLength(65);
    expect((await aVisitor(world).get('/push-key')).body).toEqual(body);
  });
});

describe('a delivery that the desk has tried again', () => {
  it('is on the journal, in the name of who asked, and nothing of the address with it', async () => {
    Object.assign(world.deps, { publicUrl: null });
    const desk = await aWriter(world, { organisation: 'desk' });
    const { body } = await asks({ channel: 'webhook', url: receiver.url('/hook') });
    expect(body.state).toBe('active');
    const { id } = await world.db.selectFrom('subscriber').select('id').executeTakeFirstOrThrow();
    await world.db
      .updateTable('subscriber')
      .set({ suspendedAt: world.now(), suspendedFor: 'unreachable' })
      .execute();
    const session = await desk.session();
    expect((await session.get('/deliveries')).body).toMatchObject({
      deliveries: [{ id, channel: 'webhook', state: 'suspended', host: new URL(receiver.url()).host }],
    });
    const { target } = await world.db.selectFrom('subscriber').select('target').executeTakeFirstOrThrow();
    await world.db.updateTable('subscriber').set({ target: 'scellée par une autre clé' }).execute();
    expect((await session.get('/deliveries')).body).toMatchObject({ deliveries: [{ id, host: null }] });
    await world.db.updateTable('subscriber').set({ target }).execute();
    expect(await session.post(`/deliveries/${id}/retry`)).toMatchObject({ status: 200, body: { id } });
    expect((await session.get('/deliveries')).body.deliveries).toEqual([]);
    const rows = await world.db
      .selectFrom('audit')
      .select(['account', 'noun', 'id', 'after'])
      .where('action', '=', 'delivery-retried')
      .execute();
    expect(rows).toEqual([{ account: desk.account.id, noun: 'delivery', id, after: { channel: 'webhook' } }]);
    expect((await session.post(`/deliveries/${randomUUID()}/retry`)).status).toBe(404);
    const north = await aWriter(world, { organisation: 'north', role: 'manager' });
    expect((await (await north.session()).post(`/deliveries/${id}/retry`)).status).toBe(403);
  });
});

describe('who asks too often', () => {
  it('waits, and leaves the others their share', async () => {
    const statuses = [];
    for (let time = 0; time < 31; time += 1)
      statuses.push((await asks({ channel: 'email', address: `a${time}@exemple.fr` })).status);
    expect(statuses.slice(0, 30).every((status) => status === 201)).toBe(true);
    expect(statuses[30]).toBe(429);
    expect((await asks({ channel: 'email', address: 'b@exemple.fr' }, '203.0.113.9')).status).toBe(201);
  });
});

describe('a token', () => {
  it('is the same wherever it is computed, and leads to its subscription alone', () => {
    const { secrets } = world.deps;
    const [one, two] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'];
    expect(subscriptionToken(secrets, one)).toMatch(/^[\w-]{64}$/);
    expect(subscriptionToken(secrets, one)).not.toBe(subscriptionToken(secrets, two));
  });
});
