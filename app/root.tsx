import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunction,
  useMatches,
} from '@remix-run/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Connection } from './client/connection';
import { noteAsking } from './client/connection';
import { useKeptHere } from './client/kept-here';
import { isFilterOfBoard, type Reader, useNonce, useReader } from './client/page';
import { ReadAgain, useReadAgainFromError } from './client/read-again';
import { ProblemOfRoute, problemOf } from './problem';
import { canonicalOf, isToBeFound } from './sharing/canonical.server';
import { Shell } from './shell';
import { useWrittenParts } from './ui/part';
import { SignSprite } from './ui/signs';
import { Style } from './ui/style-sheet';
import { frameWords, PRODUCT, pageTitle } from './words/frame';

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'apple-touch-icon', href: '/apple-touch-icon.png' },
];

/** Of a page that could not be shown; every other says its own. */
export const meta: MetaFunction = ({ error }) => [
  { title: error ? pageTitle(problemOf(error).title) : PRODUCT },
];

export const loader = ({ context, request }: LoaderFunctionArgs): Reader => ({
  readAt: +context.now,
  lastKnown: context.lastKnown && +context.lastKnown.at,
  isAway: context.lastKnown?.isAway ?? false,
  clockBy: context.clockDoubt?.by ?? null,
  canonical: canonicalOf(request.url, context.origin),
  isToBeFound: isToBeFound(request.url),
});

/**
 * Read again with each page, and whenever what is shown is; filters of the board are its own affair. The router asks this in
 * the task that sends the question, whoever asked: no other place hears of all of them in time.
 */
export const shouldRevalidate: ShouldRevalidateFunction = (asked) => {
  const isRead =
    asked.currentUrl.pathname !== asked.nextUrl.pathname ||
    (isFilterOfBoard(asked) ? false : asked.defaultShouldRevalidate);
  if (isRead) noteAsking();
  return isRead;
};

export const Layout = ({ children }: { children: ReactNode }) => {
  const nonce = useNonce();
  const reader = useReader();
  const isBoard = useMatches().some(({ id, data }) => id === 'board/board.route' && data !== undefined);
  return (
    <html lang="fr" data-failed-parts={useWrittenParts()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        {reader && <link rel="canonical" href={reader.canonical} />}
        {reader && !reader.isToBeFound && <meta name="robots" content="noindex" />}
        <Style isFirst={isBoard} nonce={nonce} />
        <Links />
      </head>
      <body>
        <SignSprite />
        <a className="skip" href="#contenu">
          {frameWords.skip}
        </a>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
};

const App = () => {
  const [queries] = useState(() => new QueryClient());
  const [link, setLink] = useState<Connection | null>(null);
  useKeptHere();
  return (
    <QueryClientProvider client={queries}>
      <Shell link={link}>
        {() => (
          <>
            <Outlet context={setLink} />
            <ReadAgain />
          </>
        )}
      </Shell>
    </QueryClientProvider>
  );
};
export default App;

export const ErrorBoundary = () => {
  useReadAgainFromError();
  return (
    <Shell link={null} isProblem>
      {(paths) => <ProblemOfRoute paths={paths} />}
    </Shell>
  );
};
