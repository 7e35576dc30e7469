import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Client } from '#server/client';
import type { Availability, AvailabilityMinutes } from '#server/contract/availability';
import { askBlindSince } from '../board/board-data';
import { ask, askIfThere } from '../client/ask';
import { instantsOf, useReplayedInstant } from '../client/replay';
import { feedOf, plainHead } from '../sharing/shared.server';
import { pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { platformWords } from '../words/platforms';
import { professionOfSlug } from '../words/professions';
import { PlatformPage } from './platform.page';

export const loader = async ({ params: { id = '' }, request, context }: LoaderFunctionArgs) => {
  const { client } = context;
  const query = instantsOf(request.url);
  const [platform, list, availability, blindSince] = await Promise.all([
    ask(client.api.v1.platforms[':id'].$get({ param: { id }, query })),
    askIfThere(client.api.v1.platforms.$get({ query })),
    askAvailability(client, id, request.url),
    query.at === undefined ? askBlindSince(client) : null,
  ]);
  const { name } = platform.body;
  const title = platformWords.pageOf(name);
  const feed = feedOf([name], { platform: id });
  const head = plainHead({ context, request }, title, platformWords.shared(name), feed);
  return { platform: platform.body, lines: list?.platforms ?? [], availability, blindSince, head };
};

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: pageTitle(platformWords.pageOf(data.platform.name)) }, ...data.head] : [];

const Page = () => {
  const { head: _, ...page } = useLoaderData<typeof loader>();
  return <PlatformPage {...page} paths={pathsAt(useReplayedInstant())} />;
};
export default Page;

/**
 * The last ninety days of a platform; null when the server cannot say now, and then the rest of the page is shown. A
 * profession that does not exist chooses none.
 */
export const askAvailability = async (
  client: Client,
  id: string,
  address: string,
): Promise<Availability | null> => {
  const profession = professionOfSlug(new URL(address).searchParams.get('profession') ?? '');
  const { at } = instantsOf(address);
  const query = { ...(at === undefined ? {} : { at }), ...(profession === null ? {} : { profession }) };
  const found = await askIfThere(client.api.v1.platforms[':id'].availability.$get({ param: { id }, query }));
  return found && lighter(found);
};

/** The same minutes are the same object: a page carries each once, not once a day and flow. */
const lighter = (availability: Availability): Availability => {
  const kept = new Map<string, AvailabilityMinutes>();
  const once = <M extends AvailabilityMinutes | null>(minutes: M): M => {
    const key = JSON.stringify(minutes);
    if (minutes && !kept.has(key)) kept.set(key, minutes);
    return (kept.get(key) ?? null) as M;
  };
  const flows = availability.flows.map((flow) => ({
    ...flow,
    days: flow.days.map((day) => ({
      ...day,
      judged: once(day.judged),
      declared: once(day.declared),
      measured: once(day.measured),
    })),
  }));
  return { ...availability, flows };
};
