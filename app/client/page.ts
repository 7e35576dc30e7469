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

const PAPER = ['fiche', 'note-patient'];
/** The first path of an address; the home has none. */
const READ = ['', 'plateformes', 'incidents', 'historique', 'avis', 'maintenances', ...PAPER];
/** Of a profession, and shows nothing of its state. */
const SCANNER = 'scanner';

export const usePageKind = (): PageKind => {
  const { pathname } = useLocation();
  const first = pathname.split('/')[1] ?? '';
  const isOfProfession = useParams().profession !== undefined && first !== SCANNER;
  if (READ.includes(first)) return 'read';
  return isOfProfession ? 'followed' : 'still';
};

/** Whether a page is printed, and handed out or pinned up: it must be of the moment. */
export const isPaper = (pathname: string): boolean => PAPER.includes(pathname.split('/')[1] ?? '');

/** Keeps the title of the tab in step with what the page shows. */
export const useTitle = (title: string): void => {
  // Without dependencies: Remix writes the titles of routes again after each revalidation.
  useEffect(() => {
    document.title = title;
  });
};

/** Keeps what a page should find again by a step back, on its entry of the browser's history (`useLocation().state`). */
export const keepOnEntry = (state: Record<string, string>): void =>
  window.history.replaceState({ ...window.history.state, usr: state }, '');

/** When the page was read. It is the same for everyone, because everyone receives the same bytes. */
export type Reader = {
  readAt: number;
  /** The instant the page is true at when nothing confirms it later; null: it is true at `readAt`. */
  lastKnown: number | null;
  /** The database is gone: it is told. */
  isAway: boolean;
  /** How far our machine's clock is off, milliseconds; null: it is believed. */
  clockBy: number | null;
  /** The page's one address. */
  canonical: string;
  /** It is not of an instant that was asked: a search may lead to it. */
  isToBeFound: boolean;
};

type Read = { matches: readonly { id: string; data: unknown }[]; location: { search: string } };

/** Whether a page is past its time as it is read, and not a replay: what its title may say. */
export const isReadInDoubt = ({ matches, location }: Read): boolean => {
  const reader = matches.find(({ id }) => id === 'root')?.data as Reader | undefined;
  if (!reader || reader.lastKnown === null) return false;
  const isReplay = replayedInstant(new URLSearchParams(location.search)) !== null;
  return !isReplay && freshnessOf(reader.lastKnown, reader.readAt).kind === 'doubtful';
};

/** Undefined when the root loader failed. */
export const useReader = (): Reader | undefined => useRouteLoaderData<Reader>('root');

/** Filters and searches of the board run in the page: only another profession or instant reloads it. */
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
