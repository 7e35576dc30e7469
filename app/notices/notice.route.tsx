import type { AppLoadContext, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { hostsOf } from '#server/contract/links';
import { ask, askIfThere } from '../client/ask';
import { instantsOf, useReplayedInstant } from '../client/replay';
import { qrOf } from '../print/qr.server';
import { noticeHead } from '../sharing/shared.server';
import { namesOf } from '../ui/names';
import { pathsAt } from '../ui/paths';
import { pageTitle } from '../words/frame';
import { typeset } from '../words/typography';
import { NoticePage } from './notice.page';
import { readProse } from './prose.server';

export const loader = async ({ params: { id = '' }, request, context }: LoaderFunctionArgs) => {
  const { client } = context;
  const query = instantsOf(request.url);
  const askNotice = async (asked: string) =>
    (await ask(client.api.v1.notices[':id'].$get({ param: { id: asked }, query }))).body;
  const [notice, list] = await Promise.all([
    askNotice(id),
    askIfThere(client.api.v1.platforms.$get({ query })),
  ]);
  const mutuelles = await Promise.all(
    (notice.mutuelles ?? []).map(
      async (mutuelle) => (await ask(client.api.v1.mutuelles[':id'].$get({ param: { id: mutuelle } }))).body,
    ),
  );
  const [corrected, correction] = await Promise.all([
    notice.corrects === null ? null : askNotice(notice.corrects),
    notice.correctedBy === null ? null : askNotice(notice.correctedBy),
  ]);
  const platforms = list?.platforms ?? [];
  const hosts = hostsOf(
    platforms.flatMap(({ website, professionalPortal }) => [website, professionalPortal]),
  );
  return {
    notice,
    prose: readProse(notice.body, hosts),
    corrected,
    correction,
    platforms: platforms.filter((platform) => notice.platforms.includes(platform.id)),
    mutuelles: mutuelles.map(({ id, name }) => ({ id, name })),
    head: noticeHead({ context, request }, notice),
    sheet: sheetOf(context, notice.id),
  };
};

/** Under a printed notice: its address, as text and as a code, and when it was read. */
const sheetOf = ({ origin, now }: AppLoadContext, id: string) => {
  const address = `${origin}/avis/${id}`;
  return { address, qr: qrOf(address), readAt: now.toISOString() };
};

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: pageTitle(typeset(data.notice.title)) }, ...data.head] : [];

const Page = () => {
  const { platforms, mutuelles, head: _, ...page } = useLoaderData<typeof loader>();
  return (
    <NoticePage
      {...page}
      nameOf={namesOf(platforms)}
      nameOfMutuelle={namesOf(mutuelles)}
      paths={pathsAt(useReplayedInstant())}
    />
  );
};
export default Page;
