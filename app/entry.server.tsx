import type { AppLoadContext, EntryContext, HandleErrorFunction } from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { HandedProvider } from './board/handed';
import { NonceProvider } from './client/page';
import { barePage } from './problem';
import { rendered, withoutFailingParts } from './rendering.server';
import { PartsProvider } from './ui/part';

/**
 * Nothing is deferred: a page is sent whole, with its true status, and can be cached as bytes. A page with a failed part is
 * not cached, and is no 200 when that part was the answer.
 */
const handleRequest = async (
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> => {
  headers.set('Content-Type', 'text/html; charset=utf-8');
  try {
    const { html, failed, isAnswering } = await made(request, remixContext, context);
    if (failed.size > 0) headers.set('Cache-Control', 'no-store');
    return new Response(paintFirst(html), { status: isAnswering ? status : Math.max(status, 500), headers });
  } catch (error) {
    const problem = context.fail(error, { route: routeOf(remixContext) });
    // Remix renders the error page. If that one failed, a page without React explains it.
    if (!remixContext.staticHandlerContext.errors) throw Response.json(problem, { status: problem.status });
    headers.set('Cache-Control', 'no-store');
    return new Response(barePage(problem), { status: problem.status, headers });
  }
};
export default handleRequest;

/** Remix logs this for a request with `_data`, the query of an earlier version. */
const OLD_QUESTION = /^Warning: Single fetch/;

/** Reports only what Remix itself fails on: loaders, actions and pages report their own errors, and a response is none. */
export const handleError: HandleErrorFunction = (error, { request, params, context }) => {
  if (error instanceof Response || isRouteErrorResponse(error) || request.signal.aborted) return;
  if (error instanceof Error && OLD_QUESTION.test(error.message)) return;
  context.fail(error, { route: Object.keys(params).join(' ') || 'sans paramètre' });
};

/** Makes the page, again without each part that throws. */
const made = async (
  request: Request,
  { serverHandoffStream, ...remixContext }: EntryContext,
  { nonce, fail, handed }: AppLoadContext,
) => {
  const state = serverHandoffStream && (await new Response(serverHandoffStream).arrayBuffer());
  return withoutFailingParts(
    (parts) => {
      // Remix mutates the context while it renders: each rendering gets its own copy.
      const context = {
        ...remixContext,
        renderMeta: {},
        ...(state && { serverHandoffStream: streamOf(state) }),
      };
      const page = (
        <NonceProvider value={nonce}>
          <HandedProvider value={handed?.board ?? null}>
            <PartsProvider value={parts}>
              <RemixServer context={context} url={request.url} nonce={nonce} />
            </PartsProvider>
          </HandedProvider>
        </NonceProvider>
      );
      return rendered(page, nonce);
    },
    (error, part) => fail(error, { route: routeOf(remixContext), part }).reference ?? '',
  );
};

const streamOf = (bytes: ArrayBuffer): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(bytes));
      controller.close();
    },
  });

/** « :profession/:mutuelle ». */
const routeOf = ({ staticHandlerContext: { matches } }: Pick<EntryContext, 'staticHandlerContext'>): string =>
  matches.flatMap(({ route }) => route.path ?? []).join('/') || '/';

/**
 * Module preloads get low priority, so that the page is readable before its scripts run. The files that others import are
 * scripts of their own too: imported by the last alone, all are read in one task, which holds a phone.
 */
const paintFirst = (html: string): string => {
  const at = html.indexOf(PRELOAD);
  if (at === -1) return html;
  // They end the page: the rest of it is long, and is not read through.
  const end = html.slice(at);
  const scripts = [...end.matchAll(SHARED)].map(
    ([, file]) => `<script type="module" async fetchpriority="low" src="${file}"></script>`,
  );
  return html.slice(0, at) + end.replaceAll(PRELOAD, `${PRELOAD} fetchpriority="low"`) + scripts.join('');
};

const PRELOAD = '<link rel="modulepreload"';
const SHARED = /<link rel="modulepreload" href="([^"]*\/(?:react|vendor|shell)-[^"]+)"/g;
