import { z } from 'zod';
import type { Heard } from '#server/domain/inbound/alerts';
import { instantIn, keyOf, labelsOf, type Read, textOf, titleOf } from './heard';

/** The webhook of Prometheus Alertmanager, version 4 (prometheus.io/docs/alerting/latest/configuration, webhook_config). */
const notification = z.object({
  version: z.literal('4'),
  groupKey: z.string(),
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels: z.record(z.string(), z.string()),
      annotations: z.record(z.string(), z.string()).default({}),
      startsAt: z.string(),
      endsAt: z.string().optional(),
      fingerprint: z.string(),
    }),
  ),
});

type Given = z.infer<typeof notification>;

export const readAlertmanager = (sent: unknown): Read | null => {
  const read = notification.safeParse(sent);
  if (!read.success) return null;
  const { groupKey, alerts } = read.data;
  return { tool: 'alertmanager', alerts: alerts.map((each) => alertOf(groupKey, each)) };
};

/** What fires says nothing of when it was sent; what is resolved is of its end. */
const alertOf = (groupKey: string, given: Given['alerts'][number]): Heard => {
  const { status, labels, annotations, startsAt, endsAt, fingerprint } = given;
  const isFiring = status === 'firing';
  const { alertname = '' } = labels;
  return {
    key: keyOf('alertmanager', groupKey, fingerprint, startsAt),
    isOnce: true,
    labels: labelsOf(Object.entries(labels).map(([name, value]) => `${name}=${value}`)),
    title: titleOf(annotations.summary ?? annotations.title ?? alertname),
    text: textOf(annotations.description ?? annotations.message),
    health: 'down',
    stage: null,
    word: null,
    isFiring,
    startedAt: instantIn(startsAt),
    endedAt: isFiring ? null : instantIn(endsAt),
    toldAt: null,
  };
};
