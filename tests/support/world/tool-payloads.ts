/**
 * What tools send, built from what each says of its own form: Alertmanager (prometheus.io/docs/alerting/latest/configuration,
 * « webhook_config »), Statuspage (support.atlassian.com/statuspage/docs/enable-webhook-notifications, and its public API
 * `summary.json`), Uptime Kuma (server/notification-providers/webhook.js of its repository), Gatus (its README, « Configuring
 * custom alerts », with the body that our page gives to copy). The values are ours.
 */

const ZERO_OF_GO = '0001-01-01T00:00:00Z';

type Firing = {
  labels?: Record<string, string>;
  startsAt?: string;
  endsAt?: string | null;
  fingerprint?: string;
};

/** `endsAt` null: it fires. */
export const alertmanager = ({
  labels = { alertname: 'PecDown', service: 'pec' },
  startsAt = '2026-11-30T09:12:04.218Z',
  endsAt = null,
  fingerprint = '5f1d7ab0c2e94d31',
}: Firing = {}) => {
  const status = endsAt === null ? 'firing' : 'resolved';
  const annotations = {
    summary: 'Les prises en charge ne passent plus',
    description: 'sonde-7.interne en échec',
  };
  return {
    version: '4',
    groupKey: `{}:{alertname="${labels.alertname}"}`,
    truncatedAlerts: 0,
    status,
    receiver: 'comptoir',
    groupLabels: { alertname: labels.alertname },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: 'http://alertmanager.interne:9093',
    alerts: [
      {
        status,
        labels,
        annotations,
        startsAt,
        endsAt: endsAt ?? ZERO_OF_GO,
        generatorURL: 'http://prometheus.interne:9090/graph?g0.expr=up',
        fingerprint,
      },
    ],
  };
};

const PAGE = { id: 'k4r2nq7s1x0d', status_indicator: 'major', status_description: 'Partial System Outage' };
const META = {
  unsubscribe: 'https://statut.exemple.fr/?unsubscribe=q1',
  documentation: 'https://doers.statuspage.io',
};
const COMPONENT = { id: 'w7d2pz9fq3ht', name: 'Prise en charge' };

export const componentUpdate = (status: string, at: string) => ({
  meta: META,
  page: PAGE,
  component_update: {
    created_at: at,
    new_status: status,
    old_status: 'operational',
    id: `u${Date.parse(at)}`,
    component_id: COMPONENT.id,
  },
  component: { created_at: '2025-02-11T08:00:00Z', ...COMPONENT, status },
});

type Step = { id: string; status: string; body: string; at: string; component?: string };

/** The newest step first, as Statuspage has them. */
export const statuspageIncident = (...steps: readonly [Step, ...Step[]]) => {
  const [newest] = steps;
  const isOver = newest.status === 'resolved';
  return {
    meta: META,
    page: PAGE,
    incident: {
      backfilled: false,
      created_at: steps.at(-1)?.at,
      impact: 'major',
      impact_override: null,
      monitoring_at: null,
      postmortem_body: null,
      resolved_at: isOver ? newest.at : null,
      status: newest.status,
      updated_at: newest.at,
      id: 'h8m1cv5kt2yb',
      name: 'Demandes de prise en charge interrompues',
      incident_updates: steps.map(({ id, status, body, at }) => ({
        body,
        created_at: at,
        display_at: at,
        status,
        updated_at: at,
        id,
        incident_id: 'h8m1cv5kt2yb',
      })),
      components: [{ ...COMPONENT, status: newest.component ?? (isOver ? 'operational' : 'major_outage') }],
    },
  };
};

/** `summary.json`: all components, and the incidents that are open. */
export const statuspageSummary = (status: string, at: string) => ({
  page: {
    id: PAGE.id,
    name: 'Nord',
    url: 'https://statut.exemple.fr',
    time_zone: 'Europe/Paris',
    updated_at: at,
  },
  status: { indicator: status === 'operational' ? 'none' : 'major', description: '' },
  components: [
    {
      ...COMPONENT,
      status,
      updated_at: at,
      created_at: at,
      position: 1,
      group: false,
      group_id: null,
      page_id: PAGE.id,
    },
    { id: 'g0', name: 'Services', status: 'operational', updated_at: at, group: true, page_id: PAGE.id },
  ],
  incidents: [],
  scheduled_maintenances: [],
});

export const uptimeKuma = (status: 0 | 1 | 2 | 3, time: string) => ({
  heartbeat: {
    monitorID: 12,
    status,
    time,
    msg: status === 1 ? '200 - OK' : 'Request failed with status code 503',
    important: true,
    duration: 60,
    timezone: 'Europe/Paris',
    timezoneOffset: '+01:00',
    localDateTime: time,
  },
  monitor: {
    id: 12,
    name: 'Portail PEC',
    pathName: 'Externe / Portail PEC',
    url: 'https://portail.exemple.fr',
    method: 'GET',
    type: 'http',
    interval: 60,
    tags: [{ tag_id: 1, monitor_id: 12, value: 'pec', name: 'echange', color: '#059669' }],
  },
  msg: '[Portail PEC] [🔴 Down] Request failed with status code 503',
});

export const uptimeKumaTrial = { heartbeat: null, monitor: null, msg: 'Comptoir Testing' };

export const gatus = (state: 'TRIGGERED' | 'RESOLVED') => ({
  gatus: { name: 'prise-en-charge', group: 'coeur', state, description: 'trois échecs de suite' },
});
