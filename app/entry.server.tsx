import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import type { ReactElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { TurnsProvider } from './components/turns';
import { NonceProvider } from './nonce';
import { createTurns } from './turns.server';

const RENDER_LIMIT_MS = 5_000;

/** Nothing is deferred: a page leaves whole, with its true status, and can be kept as bytes. */
const handleRequest = async (
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> => {
  const page = await rendered(
    <NonceProvider value={nonce}>
      <TurnsProvider value={createTurns()}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </TurnsProvider>
    </NonceProvider>,
    nonce,
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  return new Response(paintFirst(page), { status, headers });
};
export default handleRequest;

const rendered = (page: ReactElement, nonce: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onAllReady() {
        clearTimeout(limit);
        resolve(text(pipe(new PassThrough())));
      },
      onShellError: reject,
      onError: reject,
    });
    const limit = setTimeout(abort, RENDER_LIMIT_MS);
  });

/** The page is read before its scripts run: they wait for its style, not the other way round. */
const paintFirst = (html: string): string =>
  html.replaceAll('<link rel="modulepreload"', '<link rel="modulepreload" fetchpriority="low"');
