import { z } from 'zod';
import { keyOf, labelsOf, type Read, textOf, titleOf } from './heard';

/**
 * The « custom » alerting of Gatus (github.com/TwiN/gatus, « Configuring custom alerts »): whoever sets it up writes its
 * body. This is the one that the page of connectors gives to copy.
 */
const notification = z.object({
  gatus: z.object({
    name: z.string(),
    group: z.string().default(''),
    state: z.enum(['TRIGGERED', 'RESOLVED']),
    description: z.string().nullish(),
  }),
});

export const readGatus = (sent: unknown): Read | null => {
  const read = notification.safeParse(sent);
  if (!read.success) return null;
  const { name, group, state, description } = read.data.gatus;
  const alert = {
    key: keyOf('gatus', group, name),
    isOnce: false,
    labels: labelsOf([group === '' ? name : `${group}/${name}`, name]),
    title: titleOf(name),
    text: textOf(description),
    health: 'down' as const,
    stage: null,
    word: null,
    isFiring: state === 'TRIGGERED',
    startedAt: null,
    endedAt: null,
    toldAt: null,
  };
  return { tool: 'gatus', alerts: [alert] };
};
