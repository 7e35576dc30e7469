import { z } from 'zod';
import { instantIn, keyOf, labelsOf, type Read, textOf, titleOf } from './heard';

/** The « Webhook » notification of Uptime Kuma, in JSON (server/notification-providers/webhook.js). */
const notification = z.object({
  heartbeat: z
    .object({
      status: z.number().int(),
      time: z.string().optional(),
      msg: z.string().nullish(),
      monitorID: z.number().optional(),
    })
    .nullable(),
  monitor: z
    .object({
      id: z.number(),
      name: z.string(),
      pathName: z.string().nullish(),
      tags: z.array(z.object({ name: z.string(), value: z.string().nullish() })).nullish(),
    })
    .nullable(),
  msg: z.string(),
});

const STATUS = { down: 0, up: 1 };

/** A trial of the notification, and the end of a certificate, come without a heartbeat; 2 and 3 wait, and maintain. */
export const readUptimeKuma = (sent: unknown): Read | null => {
  const read = notification.safeParse(sent);
  if (!read.success) return null;
  const { heartbeat, monitor } = read.data;
  const tool = 'uptime-kuma';
  if (!heartbeat || !monitor || !Object.values(STATUS).includes(heartbeat.status))
    return { tool, alerts: [] };
  const { id, name, pathName, tags } = monitor;
  const isFiring = heartbeat.status === STATUS.down;
  const toldAt = timeOf(heartbeat.time);
  const tagged = (tags ?? []).map((tag) => (tag.value ? `${tag.name}=${tag.value}` : tag.name));
  const alert = {
    key: keyOf(tool, String(id)),
    isOnce: false,
    labels: labelsOf([name, pathName ?? '', ...tagged]),
    title: titleOf(name),
    text: textOf(heartbeat.msg),
    health: 'down' as const,
    stage: null,
    word: null,
    isFiring,
    startedAt: isFiring ? toldAt : null,
    endedAt: isFiring ? null : toldAt,
    toldAt,
  };
  return { tool, alerts: [alert] };
};

/** In UTC, and says no offset. */
const timeOf = (time: string | undefined): Date | null =>
  instantIn(time && /^\d{4}-\d{2}-\d{2} [\d:.]+$/.test(time) ? `${time.replace(' ', 'T')}Z` : time);
