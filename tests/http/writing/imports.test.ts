import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAudit } from '#db/audit-check';
import { aWriter, bySession, openWorld, type World, type Writer } from '../../support/world/writers';

let world: World;
let desk: Writer;
beforeAll(async () => {
  world = await openWorld();
  desk = bySession(await aWriter(world, { organisation: 'desk' }));
});
afterAll(() => world.close());

const HEADER =
  'mutuelle;platform;professions;code;csr;from;to;source_url;source_kind;source_as_of;source_confidence';
const csv = (...lines: string[]) => `${[HEADER, ...lines].join('\n')}\n`;
const send = (text: string, query = '', type = 'text/csv') =>
  desk.post(`/imports${query}`, text, { 'Content-Type': type });
const conventions = async () => (await world.db.selectFrom('convention').select('platform').execute()).length;
const GOOD = csv('alba;south;optician|dentist;IS;;2024-02-01;;https://example.org/;test;2026-01;high');

describe('a table of conventions', () => {
  it('tried, tells what it would change and changes nothing', async () => {
    const before = [await conventions(), (await checkAudit(world.db)).rows];
    for (const query of ['', '?dryRun=true']) {
      const { status, body } = await send(GOOD, query);
      expect([status, body.isDryRun]).toEqual([200, true]);
      const { added } = body.differences.find(({ list }: { list: string }) => list === 'conventions');
      expect(added).toHaveLength(1);
    }
    expect([await conventions(), (await checkAudit(world.db)).rows]).toEqual(before);
  });
  it('with a fault, is refused whole, by its lines', async () => {
    const before = await conventions();
    const bad = csv(
      'alba;south;optician;;;2024-02-01;;;;;high',
      'alba;sud;optician;;;2024-02-01;;;;;high',
      'alba;south;opticien;;;2024-13-01;;;;;sure',
    );
    for (const query of ['?dryRun=true', '?dryRun=false']) {
      const { status, body } = await send(bad, query);
      expect(status).toBe(422);
      expect(body.faults.length).toBeGreaterThan(0);
      for (const { pointer, cure } of body.faults) {
        expect(pointer).toMatch(/\b[34]\b/);
        expect(cure).toBeTruthy();
      }
    }
    expect(await conventions()).toBe(before);
  });
  it('accepted, changes them once, in the name of who sent it', async () => {
    const before = await conventions();
    const { status, body } = await send(GOOD, '?dryRun=false');
    expect([status, body.isDryRun]).toEqual([200, false]);
    expect(await conventions()).toBe(before + 1);
    const rows = (await desk.get('/audit?action=import&noun=convention&limit=1')).body.rows;
    expect(rows).toMatchObject([
      { account: desk.account.id, via: 'session', after: { platform: 'south', code: 'IS' } },
    ]);
    expect([body.isReplacing, body.changes[0].lines]).toEqual([false, [2]]);
    const again = await send(GOOD, '?dryRun=false');
    expect(again.body.differences.every(({ added }: { added: string[] }) => added.length === 0)).toBe(true);
  });
  it('adds the professions of its rows, or with replace puts them in the place of those known', async () => {
    const row = (profession: string) => csv(`Alba;SOUTH;${profession};ADD;;01/02/2024;;;;;low`);
    const professions = async (profession: string, query: string) => {
      const { status, body } = await send(row(profession), query);
      return [status, body.changes.at(0)?.after.professions, body.warnings.length];
    };
    expect(await professions('opticien', '?dryRun=false')).toEqual([200, ['optician'], 0]);
    expect(await professions('dentiste', '?dryRun=false')).toEqual([200, ['optician', 'dentist'], 0]);
    expect(await professions('dentiste', '?dryRun=true&replace=true')).toEqual([200, ['dentist'], 1]);
    expect(await professions('dentiste', '?dryRun=false')).toEqual([200, undefined, 0]);
    expect((await send(GOOD, '?replace=oui')).status).toBe(400);
  });
  it('is announced as what it is, and no larger than a table', async () => {
    expect((await send('[]', '', 'application/json')).status).toBe(415);
    expect((await send(GOOD, '?dryRun=peut-être')).status).toBe(400);
    const large = csv('x'.repeat(1024 * 1024));
    expect((await send(large)).status).toBe(413);
    expect((await send(csv('alba;south;optician;;;2024-02-01;;;;;high').repeat(1000))).status).toBe(422);
  });
});
