import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  type ShouldRevalidateFunction,
  useRevalidator,
} from '@remix-run/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useWrittenParts } from './components/part';
import { SignSprite } from './components/signs';
import { isFilterOfBoard } from './filter-of-board';
import { noteAsking } from './freshness';
import type { Link } from './link';
import { useNonce } from './nonce';
import { ProblemOfRoute, problemOf } from './problem';
import { ReadAgain } from './read-again';
import { readerOf } from './reader';
import { Shell } from './shell';
import styles from './styles.css?url';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

/** Of a page that could not be shown; every other says its own. */
export const meta: MetaFunction = ({ error }) => [
  { title: error ? `${problemOf(error).title} – Comptoir` : 'Comptoir' },
];

export const loader = ({ context }: LoaderFunctionArgs) => readerOf(context);

/** Read again with each page, and whenever what is shown is; filters of the board are its own affair. */
export const shouldRevalidate: ShouldRevalidateFunction = (asked) =>
  asked.currentUrl.pathname !== asked.nextUrl.pathname ||
  (isFilterOfBoard(asked) ? false : asked.defaultShouldRevalidate);

export const Layout = ({ children }: { children: ReactNode }) => {
  const nonce = useNonce();
  return (
    <html lang="fr" data-failed-parts={useWrittenParts()}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        <SignSprite />
        <a className="skip" href="#contenu">
          Aller au contenu
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
  const [link, setLink] = useState<Link | null>(null);
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
  const { revalidate } = useRevalidator();
  // It may be that the network went as a page was read: it is read again as soon as it is back.
  useEffect(() => {
    const readAgain = () => {
      noteAsking();
      revalidate();
    };
    window.addEventListener('online', readAgain);
    return () => window.removeEventListener('online', readAgain);
  }, [revalidate]);
  return (
    <Shell link={null} isProblem>
      {(paths) => <ProblemOfRoute paths={paths} />}
    </Shell>
  );
};
