import type { Secrets } from '#server/accounts/secrets';
import type { EmailTarget, PushTarget, Target, WebhookTarget } from './channel';

/** How an address is kept: sealed, beside a keyed digest by which it is known again. */

/** A webhook's secrets as they are kept: the one before is good `until` then. */
type KeptWebhook = {
  channel: 'webhook';
  url: string;
  shape: WebhookTarget['shape'];
  secret: string;
  previous: { secret: string; until: string } | null;
};
export type KeptTarget = EmailTarget | PushTarget | KeptWebhook;

export const sealTarget = ({ seal }: Pick<Secrets, 'seal'>, target: KeptTarget): string =>
  seal(JSON.stringify(target));

/** Throws when it was sealed with another key: whoever reads several asks `keptIn`. */
export const unsealKept = ({ unseal }: Pick<Secrets, 'unseal'>, sealed: string): KeptTarget =>
  JSON.parse(unseal(sealed)) as KeptTarget;

/** The same; null: it was sealed with another key, and holds up nobody else. */
export const keptIn = (secrets: Pick<Secrets, 'unseal'>, sealed: string): KeptTarget | null => {
  try {
    return unsealKept(secrets, sealed);
  } catch {
    return null;
  }
};

/** The same as it is sent to at that instant. */
export const targetOf = (kept: KeptTarget, now: Date): Target => {
  if (kept.channel !== 'webhook') return kept;
  const { previous, secret, ...target } = kept;
  const isBoth = previous !== null && now < new Date(previous.until);
  return { ...target, secrets: isBoth ? [secret, previous.secret] : [secret] };
};

/** An address as it is kept, as it is sent to at that instant; null: as `keptIn`. */
export const unsealTarget = (secrets: Pick<Secrets, 'unseal'>, sealed: string, now: Date): Target | null => {
  const kept = keptIn(secrets, sealed);
  return kept && targetOf(kept, now);
};

/** One address has one, however it is written: case, spaces, a dot at the end of its host. */
export const targetDigest = ({ keyed }: Pick<Secrets, 'keyed'>, target: KeptTarget): string =>
  keyed('subscriber', `${target.channel} ${addressOf(target)}`);

const addressOf = (target: KeptTarget): string => {
  if (target.channel === 'email') return target.address.toLowerCase();
  return target.channel === 'webhook' ? target.url : target.endpoint;
};
