import type { Keep } from '../copy';
import { answered } from './kept-answers';
import { fileOf, isFile } from './kept-files';
import { isPublicPage, keepPage, trim } from './kept-pages';
import { worker } from './scope';

/** A page that was visited is kept, and shown where the network brings none. Whatever is asked otherwise is left alone. */

// What is kept is of no build: each page with the files that it runs on. A new worker has nothing to make ready.
worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) =>
  event.waitUntil(Promise.all([worker.clients.claim(), trim()])),
);

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate' && request.destination === 'document')
    event.respondWith(answered(request, url));
  else if (isFile(url)) event.respondWith(fileOf(request));
});

worker.addEventListener('message', (event) => {
  const { keep, files } = event.data as Partial<Keep>;
  if (typeof keep === 'string' && Array.isArray(files) && isPublicPage(keep))
    event.waitUntil(inTurn(() => keepPage(keep, files.map(String))));
});

/** What is kept is read, then written: one page at a time. One that could not be is asked again by its next visit. */
let last: Promise<unknown> = Promise.resolve();
const inTurn = (work: () => Promise<void>): Promise<unknown> => {
  last = last.then(work).catch(() => undefined);
  return last;
};
