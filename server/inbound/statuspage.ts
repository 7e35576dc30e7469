import { z } from 'zod';
import type { Heard } from '#server/domain/inbound/alerts';
import { instantIn, keyOf, labelsOf, type Read, textOf, titleOf } from './heard';

/**
 * Atlassian Statuspage: its webhooks of a component and of an incident (support.atlassian.com/statuspage, « Enable webhook
 * notifications »), and its `summary.json` (metastatuspage.com/api). One outage is told by both of a component and of an
 * incident: it has the name of its component.
 */

const COMPONENT_HEALTHS = {
  operational: null,
  degraded_performance: 'degraded',
  partial_outage: 'degraded',
  major_outage: 'down',
  under_maintenance: 'maintenance',
} as const;
const status = z.enum(Object.keys(COMPONENT_HEALTHS) as (keyof typeof COMPONENT_HEALTHS)[]);

const STAGES = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  resolved: 'resolved',
  postmortem: 'postmortem',
} as const;
const OVER: readonly string[] = ['resolved', 'postmortem', 'completed'];

const component = z.object({
  id: z.string(),
  name: z.string(),
  status,
  updated_at: z.string().nullish(),
  group: z.boolean().nullish(),
});

const update = z.object({
  id: z.string(),
  status: z.string(),
  body: z.string().nullish(),
  created_at: z.string(),
  affected_components: z
    .array(z.object({ code: z.string().optional(), name: z.string(), new_status: status.optional() }))
    .nullish(),
});

const incident = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  impact: z.string().nullish(),
  created_at: z.string().nullish(),
  started_at: z.string().nullish(),
  resolved_at: z.string().nullish(),
  incident_updates: z.array(update).default([]),
  components: z.array(component.partial({ status: true })).nullish(),
});

const ofComponent = z.object({
  page: z.object({ id: z.string() }),
  component_update: z.object({ id: z.string().optional(), created_at: z.string(), new_status: status }),
  component: z.object({ id: z.string(), name: z.string() }),
});
const ofIncident = z.object({ page: z.object({ id: z.string() }), incident });
const summary = z.object({
  page: z.object({ id: z.string() }),
  components: z.array(component),
  incidents: z.array(incident),
});

type Component = { id: string; name: string; status?: z.infer<typeof status> | undefined };
type Incident = z.infer<typeof incident>;

export const readStatuspage = (sent: unknown): Read | null => {
  const alerts = alertsIn(sent);
  return alerts && { tool: 'statuspage', alerts };
};

const alertsIn = (sent: unknown): Heard[] | null => {
  const told = ofComponent.safeParse(sent);
  if (told.success) {
    const { page, component, component_update: said } = told.data;
    const at = instantIn(said.created_at);
    return [alertOf(page.id, { ...component, status: said.new_status }, null, { since: at, at })];
  }
  const single = ofIncident.safeParse(sent);
  if (single.success) return alertsOf(single.data.page.id, single.data.incident);
  const whole = summary.safeParse(sent);
  return whole.success ? ofSummary(whole.data) : null;
};

/** The state of all components; those of an open incident with its words. */
const ofSummary = ({ page, components, incidents }: z.infer<typeof summary>): Heard[] => {
  const told = incidents.flatMap((each) => alertsOf(page.id, each));
  const keys = told.map(({ key }) => key);
  const others = components
    .filter(({ group }) => !group)
    .map((each) => {
      const at = instantIn(each.updated_at);
      return alertOf(page.id, each, null, { since: each.status === 'operational' ? null : at, at });
    })
    .filter(({ key }) => !keys.includes(key));
  return [...told, ...others];
};

const alertsOf = (page: string, given: Incident): Heard[] => {
  const since = instantIn(given.started_at ?? given.created_at);
  const at = instantIn(newestOf(given)?.created_at) ?? since;
  const concerned = componentsOf(given);
  if (concerned.length > 0) return concerned.map((each) => alertOf(page, each, given, { since, at }));
  const whole = { id: given.id, name: given.name };
  return [{ ...alertOf(page, whole, given, { since, at }), isOnce: true }];
};

const newestOf = ({ incident_updates: updates }: Incident) =>
  updates.reduce<z.infer<typeof update> | null>(
    (newest, each) =>
      newest && (instantIn(newest.created_at) ?? 0) >= (instantIn(each.created_at) ?? 0) ? newest : each,
    null,
  );

const componentsOf = (given: Incident): Component[] =>
  given.components?.length
    ? given.components
    : (newestOf(given)?.affected_components ?? []).map(({ code, name, new_status }) => ({
        id: code ?? name,
        name,
        status: new_status,
      }));

/** Without a word of its own, a component is as its incident. */
const isBad = ({ status: own }: Component, given: Incident | null): boolean => {
  if (given && OVER.includes(given.status)) return false;
  return own === undefined ? given !== null : own !== 'operational';
};

const IMPACT_HEALTHS: Record<string, Heard['health']> = { none: 'degraded', minor: 'degraded' };

const alertOf = (
  page: string,
  part: Component,
  given: Incident | null,
  { since, at }: { since: Date | null; at: Date | null },
): Heard => {
  const newest = given && newestOf(given);
  const isFiring = isBad(part, given);
  const own = part.status && COMPONENT_HEALTHS[part.status];
  return {
    key: keyOf('statuspage', page, part.id),
    isOnce: false,
    labels: labelsOf([part.name]),
    title: titleOf(given?.name ?? part.name),
    text: textOf(newest?.body),
    health: own ?? IMPACT_HEALTHS[given?.impact ?? ''] ?? 'down',
    stage: STAGES[newest?.status as keyof typeof STAGES] ?? null,
    word: newest?.id ?? null,
    isFiring,
    startedAt: isFiring || given ? since : null,
    endedAt: isFiring ? null : (instantIn(given?.resolved_at) ?? at),
    toldAt: at,
  };
};

/** Most that is kept of the components of a page. */
const MOST_COMPONENTS = 200;

/** The same page with its components alone, as one that changes only when they do. */
export const componentsOfSummary = (sent: unknown) => {
  const read = summary.safeParse(sent);
  if (!read.success) return null;
  const { page, components } = read.data;
  const own = components.filter(({ group }) => !group).slice(0, MOST_COMPONENTS);
  return {
    page: { id: page.id },
    components: own.map(({ id, name, status: now }) => ({ id, name, status: now })),
    incidents: [],
  };
};
