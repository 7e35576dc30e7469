import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { askBoard, askNames } from '../board/board-data';
import { professionOfPage } from '../client/professions';
import { replayedInstant, useReplayedInstant } from '../client/replay';
import { pathsAt } from '../ui/paths';
import { sheetTitle } from '../words/sheets';
import { BoardSheet } from './board-sheet.page';
import { boardSheetOf } from './board-sheet.server';
import { qrOf } from './qr.server';
import sheetStyle from './sheet.css?url';

export const loader = async ({ params, request, context: { client, origin } }: LoaderFunctionArgs) => {
  const profession = professionOfPage(params.profession ?? '', request);
  const at = replayedInstant(new URL(request.url).searchParams);
  const [news, platforms] = await Promise.all([askBoard(client, profession, at), askNames(client)]);
  const back = pathsAt(at).board(profession);
  const address = origin + back;
  return {
    at,
    data: boardSheetOf(profession, at, { news, platforms }),
    back,
    leads: { address, qr: qrOf(address) },
  };
};

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: sheetStyle }];

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: sheetTitle(null, data.data.profession, data.at) }] : [];

const BoardSheetPage = () => {
  const { data, back, leads } = useLoaderData<typeof loader>();
  return <BoardSheet data={data} at={useReplayedInstant()} leads={leads} back={back} />;
};
export default BoardSheetPage;
