/** Where our service worker is: one for all that needs one. */
const WORKER = '/sw.js';

/** Null: this browser has none, or forbids it (a private window, a page without https). */
export const registerWorker = async (): Promise<ServiceWorkerRegistration | null> => {
  try {
    return await navigator.serviceWorker.register(WORKER);
  } catch {
    return null;
  }
};
