import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { openWatched, strangeParts } from '../../support/runner/watched-page';
import type { Voice } from '../kit/people';
import { isQuick, progress } from '../kit/support';
import { TEXTS } from './record';

const TABS = 3;
/** React has taken the page over, and what it would draw anew is drawn. */
const SETTLED_MS = 150;

/** Pages that show many texts at once. */
const LISTS = [
  ...['/', '/pharmacien', '/opticien', '/avis', '/historique', '/maintenances', '/plateformes'],
  ...['/plateformes/viamedis', '/fiche/pharmacien', '/ecran/pharmacien', '/embed/pharmacien', '/signaler'],
  ...['/abonnements?profession=pharmacien', '/a-propos', '/brancher'],
  ...['/plateformes/p-1', '/pharmacien/operateur/p-2', '/fiche/pharmacien/operateur/p-3'],
];
const OF_THE_SPACE = [
  ...['/espace', '/espace/annuaire', '/espace/journal', '/espace/organisations', '/espace/avis'],
  ...[
    '/espace/maintenances',
    '/espace/paiements',
    '/espace/declarations',
    '/espace/personnes',
    '/espace/envois',
  ],
  ...['/espace/annuaire/m-0', '/espace/annuaire/m-1', '/espace/incidents/i-0', '/espace/incidents/i-1'],
  ...['/espace/organisations/o-0', '/espace/organisations/o-1', '/espace/avis/n-1'],
];

/** Pages of one text each; of the rarer ones some. */
const ofEach = (place: number): string[] => {
  const text = encodeURIComponent(TEXTS[place] ?? '');
  const some = [
    ...[`/incidents/i-${place}`, `/maintenances/w-${place}`, `/fiche/pharmacien/m-${place}`],
    ...[
      `/note-patient/pharmacien/m-${place}`,
      `/opticien/m-${place}`,
      `/abonnements?mutuelle=${text}&quoi=${text}`,
    ],
    ...[`/espace/connexion?retour=${text}`, `/pharmacien/${text}`, `/avis?depuis=${text}`],
  ];
  return [
    ...[`/pharmacien/m-${place}`, `/avis/n-${place}`, `/pharmacien?q=${text}`],
    ...(isQuick || place % 5 === 0 ? some : []),
  ];
};

const isGuarded = (policy: string): boolean => {
  const [scripts = ''] = /(?:script|default)-src[^;]*/.exec(policy) ?? [];
  return (
    /script-src[^;]*'nonce-|script-src 'self'|default-src 'none'/.test(policy) &&
    !/unsafe-(?:inline|eval)/.test(scripts)
  );
};

/** Each page in Chromium, its policy put aside: what ran there, and what stands there that no page of ours draws. */
export const walkPages = async (browser: Browser, origin: string, session: Voice) => {
  const left = [...LISTS, ...TEXTS.flatMap((_, place) => ofEach(place)), ...OF_THE_SPACE];
  const all = left.length;
  const ran: string[] = [];
  const strange: string[] = [];
  const unguarded: string[] = [];
  const failed: string[] = [];
  const errors: string[] = [];
  const walk = async (): Promise<void> => {
    const watched = await openWatched(browser);
    const { page } = watched;
    const [name = '', value = ''] = (session.Cookie ?? '').split('=');
    await page.context().addCookies([{ name, value, url: origin }]);
    page.on('pageerror', ({ message }) => errors.push(`${page.url()} ${message.slice(0, 120)}`));
    const look = async (path: string): Promise<void> => {
      watched.ran.length = 0;
      const response = await page.goto(origin + path, { waitUntil: 'load' });
      await pause(SETTLED_MS);
      strange.push(...(await strangeParts(page)).map((what) => `${path} ${what}`));
      ran.push(...watched.ran.map((what) => `${path} ${what}`));
      if (!response || response.status() >= 500) failed.push(`${response?.status()} ${path}`);
      if (response && !isGuarded(response.headers()['content-security-policy'] ?? '')) unguarded.push(path);
    };
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      const walked = path;
      await look(walked).catch((error: Error) => failed.push(`${walked} ${error.message.slice(0, 200)}`));
      if (left.length % 100 === 0) progress('F20', `${all - left.length} pages sur ${all}`);
    }
    await watched.close();
  };
  await Promise.all(Array.from({ length: TABS }, walk));
  return { all, ran, strange, unguarded, failed, errors };
};
