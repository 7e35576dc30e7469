import { MAX_FOLLOWS, MAX_MUTUELLES, type SubscriptionBody } from '#server/contract/subscriptions';
import { shareOf } from '#server/delivery/channel';
import { type KeptTarget, sealTarget, targetDigest, targetOf } from '#server/delivery/targets';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { REFUSAL_SAYS, resolveUrl } from '#server/outbound/targets';
import type { Deps } from '../deps';
import type { Refusal } from '../kit/problems';

/** What an address may follow at most. */
export const MOST = { follows: MAX_FOLLOWS, mutuelles: MAX_MUTUELLES };

const ANOTHER = {
  '/url': 'Donnez l’adresse en https d’un service que tout Internet atteint.',
  '/endpoint': 'Redemandez une souscription au navigateur, et donnez-la telle quelle.',
};

export const addressRefused = (
  pointer: keyof typeof ANOTHER,
  says: string,
  cure: string = ANOTHER[pointer],
): Refusal => ({ kind: 'not-acceptable', pointer, detail: `Rien ne sera envoyé là : ${says}.`, cure });

/** An address that is called leads to the Internet and nowhere else, and crosses it sealed. As it is then written. */
export const calledAt = async (
  { outbound }: Pick<Deps, 'outbound'>,
  pointer: keyof typeof ANOTHER,
  given: string,
): Promise<Result<string, Refusal>> => {
  const target = await resolveUrl(outbound, given);
  if (!target.ok) return refuse(addressRefused(pointer, REFUSAL_SAYS[target.refusal]));
  const { url } = target.value;
  if (url.protocol !== 'https:' && !outbound.isLoopbackAllowed)
    return refuse(addressRefused(pointer, 'l’adresse n’est pas en https'));
  url.hash = '';
  return accept(url.href);
};

/** What is kept of an address. */
export const keptOf = ({ secrets, now }: Pick<Deps, 'secrets' | 'now'>, target: KeptTarget) => ({
  channel: target.channel,
  target: sealTarget(secrets, target),
  targetDigest: targetDigest(secrets, target),
  share: shareOf(secrets, targetOf(target, now())),
});

/** Those who read one inbox, however it is written: a mail to any of these falls into it. */
export const inboxOf = (address: string): string => {
  const [local = '', host = ''] = address.toLowerCase().split('@');
  const bare = local.replace(/\+.*$/, '');
  return GOOGLE.test(host) ? `${bare.replaceAll('.', '')}@gmail.com` : `${bare}@${host}`;
};
const GOOGLE = /^(?:gmail|googlemail)\.com$/;

export type AskedBy<C extends SubscriptionBody['channel']> = Extract<SubscriptionBody, { channel: C }>;
