import type { Client } from '#server/client';
import type { Fault, Problem } from '#server/contract/problem';
import type { GivenSubscription } from '#server/contract/subscriptions';
import { FLOWS, FOLLOWED_KINDS, WEBHOOK_SHAPES } from '#server/domain/facts/vocabulary';
import type { Reading } from '../space/form/readings';
import { linesIn, textIn, ticksIn } from '../space/form/typed';
import { namedMutuelles } from '../space/updates/named-mutuelles';
import { professionOfSlug } from '../words/professions';
import { subscribeWords } from '../words/subscriptions';

type Follow = GivenSubscription['follows'][number];

/** What a form asks to follow, read as our API takes it. */
export const followIn = async (client: Client, form: FormData): Promise<Reading<Follow>> => {
  const profession = professionOfSlug(textIn(form, 'profession') ?? '');
  const named = await namedMutuelles(client, linesIn(form, 'mutuelles'));
  const faults: Fault[] = [
    ...(profession ? [] : [missing('profession', subscribeWords.noProfession, subscribeWords.chooseInList)]),
    ...(named.ok ? [] : named.faults),
  ];
  if (!profession || !named.ok) return { ok: false, faults };
  const kinds = FOLLOWED_KINDS.filter((each) => ticksIn(form, 'quoi').includes(each));
  return {
    ok: true,
    json: {
      profession,
      mutuelles: named.json,
      platforms: ticksIn(form, 'operateur'),
      flows: FLOWS.filter((each) => ticksIn(form, 'echange').includes(each)),
      kinds,
    },
  };
};

/** The same, and by which channel. */
export const subscriptionIn = async (client: Client, form: FormData): Promise<Reading<GivenSubscription>> => {
  const follow = await followIn(client, form);
  const by = channelIn(form);
  if (follow.ok && by.ok) return { ok: true, json: { ...by.json, follows: [follow.json] } };
  return { ok: false, faults: [...(follow.ok ? [] : follow.faults), ...(by.ok ? [] : by.faults)] };
};

type Without<T> = T extends unknown ? Omit<T, 'follows'> : never;
type By = Reading<Without<GivenSubscription>>;

const channelIn = (form: FormData): By => {
  switch (textIn(form, 'moyen')) {
    case 'email': {
      const address = textIn(form, 'adresse');
      return address === null ? lacking('address') : { ok: true, json: { channel: 'email', address } };
    }
    case 'webhook': {
      const url = textIn(form, 'url');
      const shape = WEBHOOK_SHAPES.find((each) => each === textIn(form, 'forme')) ?? 'comptoir';
      return url === null ? lacking('url') : { ok: true, json: { channel: 'webhook', url, shape } };
    }
    case 'push': {
      const [endpoint, p256dh, auth] = ['endpoint', 'p256dh', 'auth'].map((name) => textIn(form, name));
      return endpoint && p256dh && auth
        ? { ok: true, json: { channel: 'push', endpoint, keys: { p256dh, auth } } }
        : noDevice();
    }
    default:
      return {
        ok: false,
        faults: [missing('channel', subscribeWords.noChannel, subscribeWords.chooseChannel)],
      };
  }
};

const lacking = (field: 'address' | 'url'): By => ({
  ok: false,
  faults: [missing(field, subscribeWords.noAddress, subscribeWords.writeAddress)],
});
const noDevice = (): By => ({
  ok: false,
  faults: [missing('channel', subscribeWords.noDevice, subscribeWords.tickAgain)],
});

const missing = (field: string, detail: string, cure: string): Fault => ({
  pointer: `/${field}`,
  detail,
  cure,
});

/** A place in what one sends, as the form calls it: « /follows/0/mutuelles/3 » is said at « mutuelles ». */
export const atFields = (problem: Problem): Problem => ({
  ...problem,
  ...(problem.pointer === undefined ? {} : { pointer: fieldOf(problem.pointer) }),
  ...(problem.faults
    ? { faults: problem.faults.map((fault) => ({ ...fault, pointer: fieldOf(fault.pointer) })) }
    : {}),
});
const fieldOf = (pointer: string): string =>
  pointer
    .replace(/^\/follows$/, '/mutuelles')
    .replace(/^\/follows\/\d+(?=\/.)/, '')
    .replace(/^(\/(?:mutuelles|platforms|kinds)).*/, '$1');
