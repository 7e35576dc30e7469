import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  statuspageComponents,
  statuspageIncidents,
  statuspageMaintenances,
  statuspageStatus,
  statuspageSummary,
} from '#server/contract/statuspage';
import { aSaid, aWriter, faultOf, openWorld, type World, type Writer } from '../support/world/writers';

const V2 = '/api/v2';
type Component = { id: string; status: string; description: string | null };
type Named = { id: string };

describe('Statuspage v2', () => {
  let world: World;
  let north: Writer;
  beforeAll(async () => {
    world = await openWorld();
    north = await aWriter(world, { organisation: 'north' });
  });
  // A closing here is written straight into the record: the journal does not know of it.
  afterAll(() => world.close({ isJournalWhole: false }));
  const read = async (name: string, query = '') => (await world.get(`${V2}/${name}.json${query}`)).body;
  const statusOf = async (id: string, query = '') =>
    (await read('components', query)).components.find((each: Component) => each.id === id)?.status;
  const said = async (given: object) => (await north.post('/statements', aSaid({ ...given }))).body;

  it.each([
    ['summary', statuspageSummary],
    ['status', statuspageStatus],
    ['components', statuspageComponents],
    ['incidents', statuspageIncidents],
    ['incidents/unresolved', statuspageIncidents],
    ['scheduled-maintenances', statuspageMaintenances],
    ['scheduled-maintenances/upcoming', statuspageMaintenances],
    ['scheduled-maintenances/active', statuspageMaintenances],
  ])('%s: every field, and what a browser elsewhere needs', async (name, schema) => {
    const { status, headers, body } = await world.get(`${V2}/${name}.json`);
    expect(status).toBe(200);
    expect(schema.parse(body)).toEqual(body);
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(headers.get('Cache-Control')).toContain('max-age=5');
    const tag = headers.get('ETag') ?? '';
    expect((await world.get(`${V2}/${name}.json`, { 'If-None-Match': tag })).status).toBe(304);
  });

  it('groups the flows of each platform, all well when nothing was said', async () => {
    const { components, status } = await read('summary');
    expect(components.slice(0, 3)).toMatchObject([
      {
        id: 'north',
        group: true,
        group_id: null,
        position: 1,
        components: expect.arrayContaining(['north.pec']),
      },
      { id: 'north.idb', group: false, group_id: 'north', position: 1, name: 'Droits en ligne' },
      { id: 'north.pec', position: 2, status: 'operational', description: null },
    ]);
    expect(components[1]).not.toHaveProperty('components');
    expect(status).toEqual({ indicator: 'none', description: 'All Systems Operational' });
  });

  describe('of an outage for opticians', () => {
    let incident: string;
    beforeAll(async () => {
      ({ incident } = await said({ text: 'Plus rien ne passe.' }));
    });

    it('is partial for all professions, major for the one, and nothing for another', async () => {
      expect(await statusOf('north.pec')).toBe('partial_outage');
      expect(await statusOf('north')).toBe('partial_outage');
      expect(await statusOf('north.pec', '?profession=optician')).toBe('major_outage');
      expect(await statusOf('north.pec', '?profession=nurse')).toBe('operational');
      expect((await read('status')).status.description).toBe('Minor Service Outage');
      expect((await read('status', '?profession=optician')).status.description).toBe('Partial System Outage');
    });
    it('tells the incident, whom it touches, what changed', async () => {
      const { incidents } = await read('incidents/unresolved');
      expect(incidents).toMatchObject([
        {
          id: incident,
          status: 'investigating',
          impact: 'major',
          resolved_at: null,
          monitoring_at: null,
          shortlink: expect.stringContaining(`/incidents/${incident}`),
          reminder_intervals: null,
          components: [{ id: 'north.pec', status: 'partial_outage' }],
          incident_updates: [
            {
              body: 'Plus rien ne passe.',
              affected_components: [
                { code: 'north.pec', old_status: 'operational', new_status: 'partial_outage' },
              ],
              custom_tweet: null,
              tweet_id: null,
            },
          ],
        },
      ]);
      expect((await read('incidents/unresolved', '?profession=nurse')).incidents).toEqual([]);
      expect((await read('incidents/unresolved', '?profession=optician')).incidents).toMatchObject([
        { impact: 'critical' },
      ]);
    });
    it('keeps the stage of the step before, newest first, each with what it says of flows', async () => {
      const step = (given: object) =>
        north.post(`/incidents/${incident}/updates`, { effectiveAt: world.in(0), ...given });
      world.pass(1_000);
      await step({ stage: 'identified', text: 'Trouvé.' });
      world.pass(1_000);
      await step({ text: 'Toujours au travail.' });
      world.pass(1_000);
      const claim = {
        platform: 'north',
        flows: ['pec'],
        professions: ['dentist'],
        mutuelles: null,
        health: 'down',
      };
      await step({ statements: [claim] });
      const [result] = (await read('incidents/unresolved')).incidents;
      expect(result.incident_updates).toMatchObject([
        { status: 'identified', body: 'Nord\u202f: prise en charge coupée' },
        { status: 'identified', body: 'Toujours au travail.', affected_components: null },
        { status: 'identified', body: 'Trouvé.' },
        { status: 'investigating' },
      ]);
      expect(result.status).toBe('identified');
    });
    it('leaves what was retracted out, and what is closed among the resolved', async () => {
      const hand = await north.session();
      const { body: slip } = await hand.post(
        '/statements',
        aSaid({ incident, flows: ['idb'], text: 'Une erreur' }),
      );
      await hand.post(`/statements/${slip.id}/retraction`, {});
      expect(JSON.stringify(await read('incidents'))).not.toContain('Une erreur');
      const instant = world.now();
      await world.db
        .insertInto('closing')
        .values({ incident, by: 'desk', effectiveAt: instant, recordedAt: instant, note: null })
        .execute();
      world.doors.readModel.invalidate();
      world.pass(1_000);
      expect((await read('incidents/unresolved')).incidents).toEqual([]);
      const [result] = (await read('incidents')).incidents;
      expect(result).toMatchObject({
        id: incident,
        status: 'resolved',
        resolved_at: instant.toISOString(),
        impact: 'major',
      });
      expect(result.incident_updates[0]).toMatchObject({
        status: 'resolved',
        body: 'Incident clos.',
        affected_components: [{ new_status: 'operational' }],
      });
      expect(await statusOf('north.pec')).toBe('operational');
    });
  });

  it('is critical when down for all, degraded otherwise', async () => {
    await said({ flows: ['virement'], professions: 'all' });
    const slow = (await north.post('/incidents', { title: 'Portail lent', platforms: ['north'] })).body.id;
    await said({ incident: slow, flows: ['portail'], professions: 'all', health: 'degraded' });
    const { incidents } = await read('incidents/unresolved');
    expect(incidents.map(({ impact }: { impact: string }) => impact).sort()).toEqual(['critical', 'minor']);
    expect(await statusOf('north.virement')).toBe('major_outage');
    expect(await statusOf('north.portail')).toBe('degraded_performance');
  });

  it('says « non vérifié » of what nobody speaks of any more', async () => {
    const at = encodeURIComponent(world.in(8 * 3_600_000));
    await said({ flows: ['idb'], validUntil: world.in(3_600_000) });
    const components: Component[] = (await read('components', `?at=${at}`)).components;
    expect(components.find(({ id }) => id === 'north.idb')).toMatchObject({
      status: 'degraded_performance',
      description: 'non vérifié',
    });
  });

  it('tells maintenances: scheduled, in progress, completed; cancelled ones are over', async () => {
    const announce = async (from: number, to: number) =>
      (
        await north.post('/maintenances', {
          platform: 'north',
          flows: ['dre'],
          professions: 'all',
          text: 'Nouveau serveur',
          from: world.in(from),
          to: world.in(to),
        })
      ).body.id as string;
    const first = await announce(60_000, 120_000);
    const second = await announce(600_000, 700_000);
    const ids = async (name: string) => (await read(name)).scheduled_maintenances.map(({ id }: Named) => id);
    expect(await ids('scheduled-maintenances/upcoming')).toEqual([first, second]);
    world.pass(61_000);
    expect(await ids('scheduled-maintenances/active')).toEqual([first]);
    expect(await ids('scheduled-maintenances/upcoming')).toEqual([second]);
    expect(await statusOf('north.dre')).toBe('under_maintenance');
    const summary = await read('summary');
    expect(summary.scheduled_maintenances).toMatchObject([
      {
        id: first,
        name: 'Maintenance de Nord',
        status: 'in_progress',
        impact: 'maintenance',
        components: [{ id: 'north.dre' }],
        incident_updates: [{ status: 'in_progress' }, { status: 'scheduled', body: 'Nouveau serveur' }],
      },
      { id: second, status: 'scheduled', resolved_at: null },
    ]);
    expect(summary.status.indicator).not.toBe('maintenance');
    const version = (await world.get(`/api/v1/maintenances/${second}`)).headers.get('ETag') ?? '';
    await north.post(`/maintenances/${second}/cancellation`, undefined, { 'If-Match': version });
    world.pass(61_000);
    expect(await ids('scheduled-maintenances/upcoming')).toEqual([]);
    expect((await read('scheduled-maintenances')).scheduled_maintenances).toMatchObject([
      { id: second, status: 'completed', incident_updates: [{ body: 'Maintenance annulée.' }, {}] },
      { id: first, status: 'completed', incident_updates: [{ body: 'Maintenance terminée.' }, {}, {}] },
    ]);
  });

  it('is replayed at an instant past', async () => {
    const before = encodeURIComponent('2024-02-02T12:00:00+01:00');
    expect((await read('status', `?at=${before}`)).status.indicator).toBe('none');
    expect((await read('incidents', `?at=${before}`)).incidents).toEqual([]);
  });
  it.each([
    ['an unknown profession', '?profession=opticien', 404, '/profession'],
    ['an instant without its offset', '?at=2024-02-29', 400, '/query/at'],
  ])('refuses %s', async (_, query, status, pointer) => {
    expect(faultOf(await world.get(`${V2}/summary.json${query}`))).toEqual({
      status,
      pointer,
      hasCure: true,
    });
  });
});
