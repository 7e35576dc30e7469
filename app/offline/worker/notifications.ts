import { type Pushed, type Touched, worker } from './scope';

/** What is pushed to a device (`server/delivery/push/push.ts`). */
type Told = { title: string; body: string; url: string; topic: string; at: string };

/**
 * One line an incident: what is newer of a topic takes the place of what was there, and rings again. A browser shows
 * something whatever came, so what cannot be read says where to look.
 */
const show = ({ data }: Pushed): Promise<void> => {
  const told = toldIn(data);
  return worker.registration.showNotification(told?.title ?? 'Comptoir', {
    body: told?.body ?? 'Ouvrez le tableau : quelque chose a changé.',
    lang: 'fr',
    icon: '/favicon.svg',
    data: { url: told?.url ?? '/' },
    ...(told ? { tag: told.topic, renotify: true, timestamp: Date.parse(told.at) } : {}),
  });
};

const toldIn = (data: Pushed['data']): Told | null => {
  try {
    return (data?.json() ?? null) as Told | null;
  } catch {
    return null;
  }
};

/** The page where it is open already, else a new one; never an address that is not ours. */
const open = async ({ notification }: Touched): Promise<void> => {
  notification.close();
  const asked = new URL(String(notification.data?.url ?? '/'), self.location.origin);
  const url = asked.origin === self.location.origin ? asked.href : `${self.location.origin}/`;
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((each) => each.url === url);
  await (page ? page.focus() : worker.clients.openWindow(url));
};

worker.addEventListener('push', (event) => event.waitUntil(show(event)));
worker.addEventListener('notificationclick', (event) => event.waitUntil(open(event)));
