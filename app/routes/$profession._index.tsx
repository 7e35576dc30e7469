import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { askBoard } from '../board';
import { askDirectory, askFound } from '../board-directory';
import { BoardPage } from '../board-page';
import { professionOfPage } from '../professions';
import { replayedInstant, sliderInstant } from '../replay';
import { askSpan } from '../replay-span';
import { fullDay } from '../words/fr/instants';
import { professionWords } from '../words/fr/professions';

export const loader = async ({ params, request, context: { client } }: LoaderFunctionArgs) => {
  const profession = professionOfPage(params.profession ?? '', request);
  const url = new URL(request.url);
  sliderInstant(url);
  const at = replayedInstant(url.searchParams);
  const q = url.searchParams.get('q')?.trim() ?? '';
  const [news, directory, span, found] = await Promise.all([
    askBoard(client, profession, at),
    askDirectory(client),
    at === null ? null : askSpan(client, at),
    q === '' ? null : askFound(client, q),
  ]);
  return { profession, at, news, directory, span, asked: found && { q, found } };
};

/** Filters and searches are the page's own affair: only another profession or instant asks again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({
  currentUrl,
  nextUrl,
  defaultShouldRevalidate,
}) =>
  currentUrl.pathname === nextUrl.pathname &&
  currentUrl.searchParams.get('at') === nextUrl.searchParams.get('at') &&
  currentUrl.search !== nextUrl.search
    ? false
    : defaultShouldRevalidate;

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [{ title: 'Comptoir' }];
  const { name, plural } = professionWords[data.profession];
  return [
    { title: `${name}\u202f: tiers payant, ${data.at ? fullDay(data.at) : 'maintenant'} – Comptoir` },
    {
      name: 'description',
      content: `Pour quelles mutuelles le tiers payant est-il possible maintenant pour les ${plural}, et seront-ils payés\u202f?`,
    },
  ];
};

const Board = () => {
  const told = useLoaderData<typeof loader>();
  return <BoardPage key={`${told.profession} ${told.at === null}`} {...told} />;
};
export default Board;
