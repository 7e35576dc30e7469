import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import type { SubscriptionAsked } from '#server/contract/subscriptions';
import { ask } from '../client/ask';
import { rememberedProfession } from '../client/professions';
import { useStars } from '../client/stars';
import { inWords } from '../space/form/in-words';
import { faulty } from '../space/form/readings';
import { typedIn } from '../space/publish';
import { pageTitle } from '../words/frame';
import { professionWords } from '../words/professions';
import { subscribeWords } from '../words/subscriptions';
import { atFields, subscriptionIn } from './follow-form';
import { SubscribePage } from './subscribe.page';
import { askNamed, prefilledIn } from './subscription-data';

export const loader = async ({ request, context: { client } }: LoaderFunctionArgs) => {
  const { searchParams } = new URL(request.url);
  const remembered = rememberedProfession(request);
  const [named, channels, key] = await Promise.all([
    askNamed(client),
    ask(client.api.v1['subscription-channels'].$get()),
    ask(client.api.v1['push-key'].$get()),
  ]);
  return {
    ...named,
    channels: channels.body.channels,
    pushKey: key.body.publicKey,
    first: prefilledIn(searchParams, remembered ? professionWords[remembered].slug : ''),
  };
};

export const action = async ({ request, context: { client } }: ActionFunctionArgs) => {
  const form = await request.formData();
  const reading = await subscriptionIn(client, form);
  const response: Response = reading.ok
    ? await client.api.v1.subscriptions.$post({ json: reading.json })
    : faulty(reading.faults);
  if (!response.ok) {
    const problem = atFields(inWords((await response.json()) as Problem));
    return data({ refused: { problem, typed: typedIn(form) }, shown: null }, { status: problem.status });
  }
  const { channel, token, secret } = (await response.json()) as SubscriptionAsked;
  if (token === null) throw redirect('/abonnements?fait=courriel');
  if (secret === null)
    throw redirect(`/abonnements/${token}?fait=${channel === 'push' ? 'appareil' : 'webhook'}`);
  return data({ refused: null, shown: { token, secret } });
};

export const meta: MetaFunction = () => [{ title: pageTitle(subscribeWords.title) }];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  const { refused = null, shown = null } = useActionData<typeof action>() ?? {};
  const [query] = useSearchParams();
  const { stars } = useStars();
  return (
    <SubscribePage
      {...loaded}
      stars={stars}
      isAsked={query.get('fait') === 'courriel'}
      refused={refused}
      shown={shown}
    />
  );
};
export default Page;
