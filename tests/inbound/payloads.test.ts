import { describe, expect, it } from 'vitest';
import { keepable, readPayload } from '#server/inbound/payload';
import {
  alertmanager,
  componentUpdate,
  gatus,
  statuspageIncident,
  statuspageSummary,
  uptimeKuma,
  uptimeKumaTrial,
} from '../support/world/tool-payloads';

const alertIn = (sent: unknown) => {
  const [alert] = readPayload(sent)?.alerts ?? [];
  if (!alert) throw new Error('rien n’y est lu');
  return alert;
};
const AT = '2026-11-30T09:30:00Z';
const STEP = { id: 'a1', status: 'investigating', body: 'Nous cherchons.', at: AT };

describe('what a tool sends is known by its shape', () => {
  it.each([
    ['alertmanager', alertmanager(), true],
    ['alertmanager', alertmanager({ endsAt: AT }), false],
    ['statuspage', componentUpdate('major_outage', AT), true],
    ['statuspage', componentUpdate('operational', AT), false],
    ['statuspage', statuspageIncident(STEP), true],
    ['statuspage', statuspageIncident({ ...STEP, status: 'resolved' }), false],
    ['statuspage', statuspageSummary('partial_outage', AT), true],
    ['statuspage', statuspageSummary('operational', AT), false],
    ['uptime-kuma', uptimeKuma(0, '2026-11-30 09:30:00.120'), true],
    ['uptime-kuma', uptimeKuma(1, '2026-11-30 09:30:00.120'), false],
    ['gatus', gatus('TRIGGERED'), true],
    ['gatus', gatus('RESOLVED'), false],
  ] as const)('%s', (tool, sent, isFiring) => {
    expect(readPayload(sent)).toMatchObject({ tool, alerts: [{ isFiring }] });
  });
  it('a trial, and what waits or maintains, are known and say nothing', () => {
    for (const sent of [uptimeKumaTrial, uptimeKuma(2, AT), uptimeKuma(3, AT)])
      expect(readPayload(sent)).toEqual({ tool: 'uptime-kuma', alerts: [] });
  });
  it.each([
    ['nothing', null],
    ['a text', 'panne'],
    ['a list', [alertmanager()]],
    ['another version of Alertmanager', { ...alertmanager(), version: '5' }],
    ['another tool', { event: 'down', service: 'pec' }],
  ])('and %s is no tool’s', (_, sent) => {
    expect(readPayload(sent)).toBeNull();
  });
});

describe('an outage has one name, from its beginning to its end', () => {
  it('in Alertmanager by its group, its fingerprint and its start', () => {
    const { key } = alertIn(alertmanager());
    expect(alertIn(alertmanager({ endsAt: AT })).key).toBe(key);
    expect(alertIn(alertmanager({ startsAt: AT })).key).not.toBe(key);
    expect(alertIn(alertmanager({ fingerprint: '0'.repeat(16) })).key).not.toBe(key);
    expect(alertIn(alertmanager({ labels: { alertname: 'Other' } })).key).not.toBe(key);
  });
  it('in Statuspage by its component, whichever way it is told', () => {
    const keys = [
      componentUpdate('major_outage', AT),
      statuspageIncident(STEP),
      statuspageSummary('major_outage', AT),
    ].map((sent) => alertIn(sent).key);
    expect(new Set(keys).size).toBe(1);
  });
});

describe('what is read of an alert', () => {
  it('is its labels, its start, and that Go’s zero is no end', () => {
    expect(alertIn(alertmanager())).toMatchObject({
      labels: ['alertname=PecDown', 'service=pec'],
      title: 'Les prises en charge ne passent plus',
      startedAt: new Date('2026-11-30T09:12:04.218Z'),
      endedAt: null,
      health: 'down',
    });
  });
  it('is the newest word of an incident, by its name', () => {
    const newer = { id: 'a2', status: 'identified', body: 'Trouvé.', at: '2026-11-30T09:45:00Z' };
    for (const sent of [statuspageIncident(newer, STEP), statuspageIncident(STEP, newer)])
      expect(alertIn(sent)).toMatchObject({ word: 'a2', text: 'Trouvé.', stage: 'identified' });
  });
  it('is in UTC what Uptime Kuma writes without an offset', () => {
    expect(alertIn(uptimeKuma(0, '2026-11-30 09:30:00.120')).startedAt).toEqual(
      new Date('2026-11-30T09:30:00.120Z'),
    );
  });
  it.each([
    ['degraded_performance', 'degraded'],
    ['partial_outage', 'degraded'],
    ['major_outage', 'down'],
    ['under_maintenance', 'maintenance'],
  ])('is as grave as Statuspage has it: %s', (status, health) => {
    expect(alertIn(componentUpdate(status, AT)).health).toBe(health);
  });
});

describe('what is kept of what was sent', () => {
  const kept = (sent: unknown): unknown => JSON.parse(keepable(sent)?.body ?? 'null');
  it('holds no sign that is not seen, and nothing shaped as a social security number', () => {
    const sent = {
      text: 'assuré 1840212345678 refusé',
      hidden: '184\u200b0212\u0000345678',
      bidi: 'a\u202eb',
      number: 1840212345678,
      '2840212345678': ['184021234567890'],
    };
    expect(kept(sent)).toEqual({
      text: 'assuré ••• refusé',
      hidden: '•••',
      bidi: 'ab',
      number: '•••',
      '•••': ['•••'],
    });
  });
  it('is all the rest, codes of the trade too', () => {
    const sent = {
      siret: '73282932000074',
      cip: 'Rupture de 3400930000007',
      n: 1.5,
      no: null,
      yes: true,
      é: 'été',
    };
    expect(kept(sent)).toEqual(sent);
  });
  it('is nothing of what is nested deeper than tools nest', () => {
    const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect(keepable(nested(20))).not.toBeNull();
    expect(keepable(nested(20_000))).toBeNull();
  });
});
