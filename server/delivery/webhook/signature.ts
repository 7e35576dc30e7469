import { createHmac, randomBytes } from 'node:crypto';

/** Standard Webhooks 1.0: how a receiver knows that a message is ours, and of when. */

const PREFIX = 'whsec_';

/** To show once. */
export const newWebhookSecret = (): string => PREFIX + randomBytes(32).toString('base64');

/** Signed with each secret that is good: one of them is enough to a receiver while they change. */
export const signatureHeaders = (
  { id, body, secrets }: { id: string; body: string; secrets: readonly string[] },
  now: Date,
): Record<string, string> => {
  const timestamp = Math.floor(+now / 1_000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
};
