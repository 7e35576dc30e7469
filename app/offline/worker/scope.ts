/** What a service worker is given, as far as ours uses it: TypeScript's own description cannot stand beside that of pages. */

/** The worker lives at least until `work` is done. */
type Extended = Event & { waitUntil(work: Promise<unknown>): void };
type Fetched = Extended & { request: Request; respondWith(response: Promise<Response>): void };
type Told = Extended & { data: unknown };
export type Pushed = Extended & { data: { json(): unknown } | null };
export type Touched = Extended & { notification: Notification };

type Events = {
  install: Extended;
  activate: Extended;
  fetch: Fetched;
  message: Told;
  push: Pushed;
  notificationclick: Touched;
};

/** A page of ours that is open. */
type Open = { url: string; focus(): Promise<unknown> };

type WorkerScope = {
  addEventListener<Name extends keyof Events>(name: Name, heard: (event: Events[Name]) => void): void;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(of: { type: 'window'; includeUncontrolled: true }): Promise<readonly Open[]>;
    openWindow(url: string): Promise<unknown>;
  };
  registration: { showNotification(title: string, options: NotificationOptions): Promise<void> };
};

export const worker = self as unknown as WorkerScope;
