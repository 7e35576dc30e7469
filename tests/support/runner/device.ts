import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { PushTarget } from '#server/delivery/channel';

/**
 * Its browser's own push service is ours: Chromium's is on the Internet. `isOfOtherPair`: it was told already, by a pair of
 * keys that we no longer have, and takes no other meanwhile (Push API §7.1).
 */
export const onDevice = async (
  page: Page,
  origin: string,
  { endpoint, p256dh, auth }: PushTarget,
  { isOfOtherPair = false } = {},
): Promise<Page> => {
  await page.context().grantPermissions(['notifications'], { origin });
  await page.addInitScript(
    ({ made, isHeld }) => {
      const subscription = { toJSON: () => made } as unknown as PushSubscription;
      const unsubscribe = async () => {
        held = null;
        return true;
      };
      let held = isHeld ? ({ unsubscribe } as unknown as PushSubscription) : null;
      PushManager.prototype.getSubscription = async () => held;
      PushManager.prototype.subscribe = async () => {
        if (held) throw new DOMException('of another key', 'InvalidStateError');
        return subscription;
      };
    },
    { made: { endpoint, keys: { p256dh, auth } }, isHeld: isOfOtherPair },
  );
  return page;
};

/** What a push service hands over to the browser, opened. */
export const push = async (page: Page, told: object): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const registrations: string[] = [];
  session.on('ServiceWorker.workerRegistrationUpdated', (event) =>
    registrations.push(...event.registrations.map(({ registrationId }) => registrationId)),
  );
  await session.send('ServiceWorker.enable');
  await expect.poll(() => registrations.length).toBeGreaterThan(0);
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: registrations.at(-1) ?? '',
    data: JSON.stringify(told),
  });
  await session.detach();
};

/** What the device shows, a line a tag: a browser without a screen grants notifications, and shows none. */
export const screenOf = async (page: Page): Promise<() => Promise<[string, string][]>> => {
  const [worker] = page.context().serviceWorkers();
  if (!worker) throw new Error('aucun service worker');
  await worker.evaluate(() => {
    const lines = new Map<string, string>();
    ServiceWorkerRegistration.prototype.showNotification = async (title, options) => {
      lines.set(options?.tag ?? '', title);
    };
    Object.assign(self, { lines });
  });
  return () => worker.evaluate(() => [...(self as unknown as { lines: Map<string, string> }).lines]);
};
