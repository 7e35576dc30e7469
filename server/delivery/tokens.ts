import { type Secrets, same } from '#server/accounts/secrets';

/** What a subscription is changed and ended by, in an address: its id and our seal on it, which nobody else makes. */

const ID_BYTES = 16;

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

const sealOf = ({ keyed }: Pick<Secrets, 'keyed'>, id: string): string => keyed('subscription', id);

/** 64 letters of base64url. */
export const subscriptionToken = (secrets: Pick<Secrets, 'keyed'>, id: string): string =>
  Buffer.concat([bytesOf(id), Buffer.from(sealOf(secrets, id), 'base64url')]).toString('base64url');

/** Null: not one of ours, be it by a letter. */
export const subscriptionOf = (secrets: Pick<Secrets, 'keyed'>, token: string): string | null => {
  const bytes = Buffer.from(token, 'base64url');
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return same(token, subscriptionToken(secrets, id)) ? id : null;
};

/** Where one reads, changes and ends a subscription; a one-click POST there ends it (RFC 8058), and GET never does. */
export const manageUrlOf = (origin: string, token: string): string =>
  new URL(`/abonnements/${token}`, origin).href;
