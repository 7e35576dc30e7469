import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { Client } from '#server/client';
import type { Problem } from '#server/contract/problem';
import type { SubscriptionRecord } from '#server/contract/subscriptions';
import { useStars } from '../client/stars';
import { inWords } from '../space/form/in-words';
import { faulty } from '../space/form/readings';
import { textIn } from '../space/form/typed';
import { typedIn } from '../space/publish';
import { pageTitle } from '../words/frame';
import { subscriptionWords } from '../words/subscriptions';
import { atFields, followIn } from './follow-form';
import { NoSubscription, SubscriptionPage } from './subscription.page';
import { askNamed, prefilledIn } from './subscription-data';

/** Opening it does nothing: programs that look at links open them. */
export const loader = async ({ request, params, context: { client } }: LoaderFunctionArgs) => {
  const response: Response = await door(client).$get({ param: tokenIn(params) });
  if (response.status === 404) return data({ subscription: null, named: null, first: null }, { status: 404 });
  if (!response.ok) throw Response.json(await response.json(), { status: response.status });
  const subscription = (await response.json()) as SubscriptionRecord;
  const { searchParams } = new URL(request.url);
  return data({ subscription, named: await askNamed(client), first: prefilledIn(searchParams, '') });
};

const tokenIn = ({ token = '' }: { token?: string }) => ({ token });
const door = (client: Client) => client.api.v1.subscriptions[':token'];

/** RFC 8058: a mail program ends it by itself, with nothing but this. */
const isOneClick = (form: FormData): boolean => form.get('List-Unsubscribe') === 'One-Click';

export const action = async ({ request, params, context: { client } }: ActionFunctionArgs) => {
  const form = await request.formData();
  const param = tokenIn(params);
  const action = isOneClick(form) ? 'fin' : textIn(form, 'geste');
  const response = await answered(client, param, action, form);
  if (!response.ok) return refused(response, form);
  // Said of the loader too, which finds nothing any more.
  if (action === 'fin') return data({ ...NOTHING, isEnded: true }, { status: 200 });
  if (action === 'secret') {
    const { secret } = (await response.json()) as { secret: string };
    return data({ ...NOTHING, secret });
  }
  throw redirect(`/abonnements/${param.token}?fait=${DONE[action ?? '']}`);
};

const NOTHING = { refused: null, isEnded: false, secret: null as string | null };
const DONE: Record<string, string> = {
  confirmer: 'confirme',
  ajouter: 'ajoute',
  retirer: 'retire',
  reprendre: 'repris',
};

const answered = async (
  client: Client,
  param: { token: string },
  action: string | null,
  form: FormData,
): Promise<Response> => {
  switch (action) {
    case 'fin':
      return door(client).$delete({ param });
    case 'confirmer':
      return door(client).confirmation.$post({ param });
    case 'reprendre':
      return door(client).resumption.$post({ param });
    case 'secret':
      return door(client).secret.$post({ param });
    default:
      return changed(client, param, action, form);
  }
};

/** What is followed, with one thing more or one less. */
const changed = async (
  client: Client,
  param: { token: string },
  action: string | null,
  form: FormData,
): Promise<Response> => {
  const response: Response = await door(client).$get({ param });
  if (!response.ok) return response;
  const { follows } = (await response.json()) as SubscriptionRecord;
  const held = follows.map((each) => ({
    ...each,
    mutuelles: [...each.mutuelles],
    platforms: [...each.platforms],
    flows: [...each.flows],
    kinds: [...each.kinds],
  }));
  if (action === 'retirer') {
    const kept = held.filter((each) => JSON.stringify(each) !== form.get('suivi'));
    return door(client).$put({ param, json: { follows: kept } });
  }
  const reading = await followIn(client, form);
  return reading.ok
    ? door(client).$put({ param, json: { follows: [...held, reading.json] } })
    : faulty(reading.faults);
};

const refused = async (response: Response, form: FormData) => {
  const problem = atFields(inWords((await response.json()) as Problem));
  return data({ ...NOTHING, refused: { problem, typed: typedIn(form) } }, { status: problem.status });
};

/** The address is the key: it goes to nobody else, and no engine lists it. */
export const meta: MetaFunction = () => [
  { title: pageTitle(subscriptionWords.title) },
  { name: 'robots', content: 'noindex' },
];

const Page = () => {
  const { subscription, named, first } = useLoaderData<typeof loader>();
  const acted = useActionData<typeof action>();
  const [query] = useSearchParams();
  const { stars } = useStars();
  if (acted?.isEnded || !subscription || !named || !first)
    return <NoSubscription isEnded={acted?.isEnded ?? false} />;
  return (
    <SubscriptionPage
      subscription={subscription}
      {...named}
      first={first}
      stars={stars}
      said={acted ? null : (subscriptionWords.done[query.get('fait') ?? ''] ?? null)}
      refused={acted?.refused ?? null}
      secret={acted?.secret ?? null}
    />
  );
};
export default Page;
