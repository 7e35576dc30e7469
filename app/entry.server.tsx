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

/** Module preloads get low priority, so that the page is readable before its scripts run; those begin once it is painted. */
const paintFirst = (html: string): string => {
  const at = html.indexOf(PRELOAD);
  if (at === -1) return html;
  // They end the page: the rest of it is long, and is not read through.
  const end = html.slice(at);
  const begun = end
    .replaceAll(PRELOAD, `${PRELOAD} fetchpriority="low"`)
    .replace(ENTRY, (_, tag: string, written: string) => tag + beginning(written, filesPreloaded(end)));
  return html.slice(0, at) + begun;
};

const PRELOAD = '<link rel="modulepreload"';

const ENTRY = /(<script[^>]* type="module"[^>]*>)([^<]*)(?=<\/script>)/;
const IMPORT = /^import (?:\* as (\w+) from )?("[^"]+");$/gm;

const filesPreloaded = (html: string): string[] =>
  [...html.matchAll(/<link rel="modulepreload" href=("[^"]+")/g)].flatMap(([, file]) => file ?? []);

/**
 * Remix imports all files of a page in one task, which holds a phone for as long as they take to read. Here each has a task
 * of its own, after the first picture (in a tab that nobody sees none is drawn). A file that does not come leaves the page
 * as it was read, as it would leave any script.
 */
const beginning = (written: string, preloaded: readonly string[]): string => {
  const imports = [...written.matchAll(IMPORT)];
  const names = imports.flatMap(([, name, file]) => (name ? [`const ${name}=await import(${file});`] : []));
  const rest = written.replace(IMPORT, '').replace(/\n+/g, '');
  // The sources as Vite serves them say it in other ways.
  if (/^import\b(?!\()/m.test(rest)) return written;
  const entry = /import\(("[^"]+")\)/.exec(rest)?.[1];
  const all = new Set([...preloaded, ...imports.map(([, , file]) => file)]);
  const files = [...all].filter((file) => file !== entry);
  return `const begin=async()=>{for(const file of [${files}]){await import(file);await new Promise((done)=>setTimeout(done))}${names.join('')}${rest}};
const start=()=>begin().catch((error)=>{if(!/import/i.test(error.message))throw error});
document.hidden?start():requestAnimationFrame(()=>setTimeout(start))`;
};
