import { get } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from '../support/runner/server';
import { loadOutage } from '../support/world/outage';

let server: Awaited<ReturnType<typeof startServer>>;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

type Event = {
  event: string;
  id: string;
  data: {
    since: number | null;
    seq: number;
    answers: { mutuelle: string; verdict: string }[];
    platforms: { platform: string; verdict: string }[];
  };
};

/** A browser that waits. `until`: the events once there are that many; `close` hangs up. */
const listen = async (profession: string, headers: Record<string, string> = {}) => {
  let text = '';
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    get(`${server.origin}/api/v1/stream?profession=${profession}`, { headers }, resolve).on('error', reject);
  });
  response.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  const events = (): Event[] =>
    text
      .split('\n\n')
      .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2))))
      .filter(({ data, event }) => data && event === 'changed')
      .map(({ event, id, data }) => ({ event, id, data: JSON.parse(data) }));
  return {
    status: response.statusCode,
    headers: response.headers,
    text: () => text,
    lastId: () => [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '',
    until: async (count: number): Promise<Event[]> => {
      for (let tries = 0; events().length < count && tries < 250; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20));
      return events();
    },
    close: () => response.destroy(),
  };
};

const close = (incident: string) =>
  server.db
    .insertInto('closing')
    .values({ incident, by: 'viamedis', effectiveAt: new Date(), recordedAt: new Date(), note: null })
    .execute();

const verdictsIn = ({ data }: Event) =>
  data.platforms.map(({ platform, verdict }) => `${platform} ${verdict}`);

describe('a browser that waits', () => {
  it('is told which answers changed, of its profession alone', async () => {
    const opticians = await listen('optician');
    const nurses = await listen('nurse');
    expect(opticians.status).toBe(200);
    expect(opticians.headers['content-type']).toContain('text/event-stream');
    await loadOutage(server.db, 'first');
    const [changed] = await opticians.until(1);
    expect(verdictsIn(changed as Event)).toContain('viamedis suspended');
    expect(
      changed?.data.answers.every(({ verdict }) => verdict === 'suspended' || verdict === 'depends'),
    ).toBe(true);
    expect(changed?.id).toBe(String(changed?.data.seq));
    // Whoever does not know that number has missed something.
    expect(changed?.data.since).toBeLessThan(changed?.data.seq ?? 0);
    expect(nurses.text()).not.toContain('event: changed');
    opticians.close();
    nurses.close();
  });
  it('that comes back is told what it missed', async () => {
    const before = await listen('optician');
    while (before.lastId() === '') await new Promise((resolve) => setTimeout(resolve, 20));
    const lastId = before.lastId();
    before.close();
    const second = await listen('optician');
    await loadOutage(server.db, 'second');
    await close('first');
    await close('second');
    await second.until(1);
    second.close();
    const back = await listen('optician', { 'Last-Event-ID': lastId });
    // The first word is what was missed so far; the closings may still be on their way.
    await expect
      .poll(async () => verdictsIn((await back.until(1)).at(-1) as Event))
      .toContain('viamedis possible');
    for (const { data } of await back.until(1)) expect(data.answers.length).toBeLessThan(200);
    back.close();
  });
  it('hears its first word though what was asked before on its connection is not wholly answered', async () => {
    const { port } = new URL(server.origin);
    const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    // Written together, so that the second question is read before the first answer has left.
    socket.write(ask('/api/v1/answers?profession=optician') + ask('/api/v1/stream?profession=optician'));
    await expect.poll(() => text).toMatch(/text\/event-stream[\s\S]*event: here/);
    await loadOutage(server.db, 'after-another');
    await expect.poll(() => text).toContain('event: changed');
    await close('after-another');
    // Who comes next hears nothing of it any more.
    await expect.poll(() => text.split('event: changed').length).toBe(3);
    socket.destroy();
  });
  it.each(['999999999', 'nothing of ours', '-3'])(
    'that last heard « %s » is told everything, once',
    async (id) => {
      const stream = await listen('pharmacist', { 'Last-Event-ID': id });
      const [whole] = await stream.until(1);
      expect(whole?.data.answers).toHaveLength(266);
      expect(whole?.data.since).toBeNull();
      stream.close();
    },
  );
  it('that takes gzip is sent gzip, and reads the same', async () => {
    const plain = await listen('optician');
    expect(plain.headers['content-encoding']).toBeUndefined();
    const packed = await fetch(`${server.origin}/api/v1/stream?profession=optician`, {
      headers: { 'Accept-Encoding': 'gzip, deflate, br, zstd' },
    });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const reader = packed.body?.pipeThrough(new TextDecoderStream()).getReader();
    await loadOutage(server.db, 'packed');
    const [changed] = await plain.until(1);
    let text = '';
    while (!text.includes('event: changed') || !text.endsWith('\n\n')) {
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error(`ended after ${text}`);
      text += value;
    }
    expect(JSON.parse(/data: (.*"answers".*)/.exec(text)?.[1] ?? '')).toEqual(changed?.data);
    await reader?.cancel();
    plain.close();
  });
  it('that has the names is told the lines without them', async () => {
    const named = await listen('pharmacist', { 'Last-Event-ID': '-1' });
    const nameless = await listen('pharmacist&names=false', { 'Last-Event-ID': '-1' });
    const [[whole], [bare]] = await Promise.all([named.until(1), nameless.until(1)]);
    const withoutName = ({ name: _, ...rest }: Record<string, unknown>) => rest;
    expect(bare?.data.answers).toEqual(whole?.data.answers.map(withoutName));
    expect(bare?.data.platforms).toEqual(whole?.data.platforms.map(withoutName));
    expect(whole?.data.answers[0]).toHaveProperty('name');
    named.close();
    nameless.close();
  });
  it('for several professions is told of each by one stream', async () => {
    const both = await listen('optician&profession=nurse');
    await server.db.deleteFrom('closing').where('incident', '=', 'packed').execute();
    await close('packed');
    await expect
      .poll(() => new Set([...both.text().matchAll(/"profession":"([a-z]+)"/g)].map(([, name]) => name)))
      .toEqual(new Set(['optician', 'nurse']));
    both.close();
  });
  it('of no profession is refused', async () => {
    expect((await fetch(`${server.origin}/api/v1/stream?profession=nurse&profession=florist`)).status).toBe(
      404,
    );
    const { status } = await fetch(`${server.origin}/api/v1/stream?profession=florist`);
    expect(status).toBe(404);
    expect((await fetch(`${server.origin}/api/v1/stream`)).status).toBe(400);
  });
});
