import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { askBoard } from '../board';
import { askDirectory, askFound } from '../board-directory';
import { BoardPage } from '../board-page';
import { isFilterOfBoard } from '../filter-of-board';
import { professionOfPage } from '../professions';
import { isReadInDoubt } from '../reader';
import { replayedInstant, sliderInstant } from '../replay';
import { askSpan } from '../replay-span';
import { professionWords } from '../words/fr/professions';
import { boardTitle } from '../words/fr/titles';

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

export const shouldRevalidate: ShouldRevalidateFunction = (asked) =>
  isFilterOfBoard(asked) ? false : asked.defaultShouldRevalidate;

export const meta: MetaFunction<typeof loader> = ({ data, ...read }) => {
  if (!data) return [{ title: 'Comptoir' }];
  const { plural } = professionWords[data.profession];
  return [
    { title: boardTitle(data.profession, data.at, isReadInDoubt(read)) },
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
