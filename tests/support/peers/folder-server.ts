import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.atom': 'application/atom+xml',
  '.ics': 'text/calendar',
  '.woff2': 'font/woff2',
};

/** A static server that knows nothing of us: files of a folder, `index.html` for a folder's address. */
export const serveFolder = async (folder: string) => {
  const server = createServer(async (request, response) => {
    // For our element on the pages of others.
    response.setHeader('Access-Control-Allow-Origin', '*');
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(folder, normalize(extname(pathname) === '' ? `${pathname}/index.html` : pathname));
    const bytes = await readFile(path).catch(() => null);
    if (!bytes) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' })
      .end(bytes);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
