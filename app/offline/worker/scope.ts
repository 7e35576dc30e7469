/** What a service worker is given, as far as ours uses it: TypeScript's own description cannot stand beside that of pages. */

/** The worker lives at least until `work` is done. */
type Extended = Event & { waitUntil(work: Promise<unknown>): void };
export type Fetched = Extended & { request: Request; respondWith(response: Promise<Response>): void };
export type Told = Extended & { data: unknown };

type Events = { install: Extended; activate: Extended; fetch: Fetched; message: Told };

type WorkerScope = {
  addEventListener<Name extends keyof Events>(name: Name, heard: (event: Events[Name]) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
};

export const worker = self as unknown as WorkerScope;
