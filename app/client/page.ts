import type { AppLoadContext } from '@remix-run/node';
import {
  type ShouldRevalidateFunctionArgs,
  useLocation,
  useParams,
  useRouteLoaderData,
} from '@remix-run/react';
import { createContext, useContext, useEffect } from 'react';
import { freshnessOf } from '../ui/freshness';
import { replayedInstant } from './replay';

const Nonce = createContext<string | undefined>(undefined);
export const NonceProvider = Nonce.Provider;

/** The nonce of this response; undefined in the browser, where what it allowed has already run. */
export const useNonce = () => useContext(Nonce);

/** `followed`: it asks again by itself; `read`: it shows a state, as it was when it was read; `still`: it shows none. */
export type PageKind = 'followed' | 'read' | 'still';

const READ = ['plateformes', 'incidents', 'historique', 'avis', 'maintenances'];

export const usePageKind = (): PageKind => {
  const { pathname } = useLocation();
  if (useParams().profession !== undefined) return 'followed';
  return READ.includes(pathname.split('/')[1] ?? '') ? 'read' : 'still';
};

/** A tab says what its page says: the document's title follows, from what came with it on. */
export const useTitle = (title: string): void => {
  // After each drawing: the titles of routes are written again when what they load is.
  useEffect(() => {
    document.title = title;
  });
};

/** When the page was read: the same for everyone, since everyone is sent the same bytes. */
export type Reader = {
  readAt: number;
  /** When what is shown was so, if that was before: the database does not answer. */
  lastKnown: number | null;
};

export const readerOf = ({ now, lastKnown }: AppLoadContext): Reader => ({
  readAt: +now,
  lastKnown: lastKnown && +lastKnown,
});

type Read = { matches: readonly { id: string; data: unknown }[]; location: { search: string } };

/** Whether a page is past its time as it is read, and not a replay: what its title may say. */
export const isReadInDoubt = ({ matches, location }: Read): boolean => {
  const reader = matches.find(({ id }) => id === 'root')?.data as Reader | undefined;
  if (!reader || reader.lastKnown === null) return false;
  const isReplay = replayedInstant(new URLSearchParams(location.search)) !== null;
  return !isReplay && freshnessOf(reader.lastKnown, reader.readAt).kind === 'doubtful';
};

/** Absent when the page itself could not be found. */
export const useReader = (): Reader | undefined => useRouteLoaderData<Reader>('root');

/** A filter or a search of the board is the page's own affair: only another profession or instant asks again. */
export const isFilterOfBoard = ({
  currentUrl,
  nextUrl,
  nextParams: { profession, mutuelle, platform },
}: ShouldRevalidateFunctionArgs): boolean =>
  profession !== undefined &&
  mutuelle === undefined &&
  platform === undefined &&
  currentUrl.pathname === nextUrl.pathname &&
  currentUrl.searchParams.get('at') === nextUrl.searchParams.get('at') &&
  currentUrl.search !== nextUrl.search;
