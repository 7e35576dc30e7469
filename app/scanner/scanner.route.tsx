import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { askDirectory } from '../board/board-data';
import { printedCard } from '../board/scanned-card';
import { professionOfPage } from '../client/professions';
import { useReplayedInstant } from '../client/replay';
import { pathsAt } from '../ui/paths';
import { professionWords } from '../words/professions';
import { scannerWords } from '../words/scanner';
import scannerStyle from './scanner.css?url';
import { ScannerPage } from './scanner.page';

export const loader = async ({ params, request, context: { client } }: LoaderFunctionArgs) => {
  const profession = professionOfPage(params.profession ?? '', request);
  const { platforms, mutuelles } = await askDirectory(client);
  const numbers = [...platforms, ...mutuelles].flatMap(({ amcNumbers }) => amcNumbers);
  return { profession, known: [...new Set(numbers)].sort() };
};

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: scannerStyle }];

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: scannerWords.pageTitle(professionWords[data.profession].name) }] : [];

/** What the search of a board finds for a card. */
const searching = (board: string, q: string): string =>
  `${board}${board.includes('?') ? '&' : '?'}${new URLSearchParams({ q })}`;

const Scanner = () => {
  const { profession, known } = useLoaderData<typeof loader>();
  const board = pathsAt(useReplayedInstant()).board(profession);
  return (
    <ScannerPage
      profession={profession}
      known={known}
      back={board}
      // Another document: what this one may do, of the camera and of wasm, ends with it.
      onCard={(card) => location.assign(searching(board, printedCard(card)))}
    />
  );
};
export default Scanner;
