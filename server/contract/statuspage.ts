import { z } from 'zod';
import { COMPONENT_STATUSES, IMPACTS, STAGES } from '#server/domain/facts/vocabulary';
import { list } from './ids';
import { instant } from './instants';

/** Atlassian Statuspage v2, every field. Ids are opaque; what is empty is null, never absent. */

const page = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  time_zone: z.string(),
  updated_at: instant,
});

const status = z.object({
  indicator: z.enum([...IMPACTS, 'maintenance']),
  description: z.string(),
});

const componentStatus = z.enum(COMPONENT_STATUSES);

const component = z.object({
  id: z.string(),
  name: z.string(),
  status: componentStatus,
  created_at: instant,
  updated_at: instant,
  position: z.number().int(),
  description: z.string().nullable(),
  showcase: z.boolean(),
  start_date: z.string().nullable(),
  group_id: z.string().nullable(),
  page_id: z.string(),
  group: z.boolean(),
  only_show_if_degraded: z.boolean(),
  /** Of a group alone. */
  components: list(z.string()).optional(),
});

const affected = z.object({
  code: z.string(),
  name: z.string(),
  old_status: componentStatus,
  new_status: componentStatus,
});

const story = <S extends z.ZodType>(stage: S) => ({
  id: z.string(),
  name: z.string(),
  status: stage,
  created_at: instant,
  updated_at: instant,
  monitoring_at: instant.nullable(),
  resolved_at: instant.nullable(),
  shortlink: z.string(),
  started_at: instant,
  page_id: z.string(),
  incident_updates: list(
    z.object({
      id: z.string(),
      status: stage,
      body: z.string(),
      incident_id: z.string(),
      created_at: instant,
      updated_at: instant,
      display_at: instant,
      affected_components: list(affected).nullable(),
      deliver_notifications: z.boolean(),
      custom_tweet: z.null(),
      tweet_id: z.null(),
    }),
  ),
  components: list(component),
  reminder_intervals: z.null(),
});

const incident = z.object({ ...story(z.enum(STAGES)), impact: z.enum(IMPACTS) });

const scheduledMaintenance = z.object({
  ...story(z.enum(['scheduled', 'in_progress', 'verifying', 'completed'])),
  impact: z.literal('maintenance'),
  scheduled_for: instant,
  scheduled_until: instant,
});

const components = list(component);
const incidents = list(incident);
const scheduled_maintenances = list(scheduledMaintenance);

export const statuspageStatus = z.object({ page, status });
export const statuspageComponents = z.object({ page, components });
export const statuspageIncidents = z.object({ page, incidents });
export const statuspageMaintenances = z.object({ page, scheduled_maintenances });
export const statuspageSummary = z.object({ page, components, incidents, scheduled_maintenances, status });
