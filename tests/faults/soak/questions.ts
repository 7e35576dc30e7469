import { DAY, HOUR, shift } from '#server/domain/facts/intervals';
import { cookiesOf, headersOf } from '../../bench/load/browsers';

/** What people and programs read in an ordinary hour: `page` names those that are alike. */
export type Question = { page: string; path: string; headers: Record<string, string> };

/** Read more often the more often they stand here. */
const USUAL = [
  ...['/opticien', '/opticien', '/opticien', '/pharmacien', '/pharmacien', '/infirmier'],
  ...['/', '/opticien/malakoff-humanis', '/pharmacien/mgen', '/plateformes', '/plateformes/viamedis'],
  ...['/historique', '/maintenances', '/avis', '/a-propos', '/embed/opticien'],
  '/api/v1/answers?profession=optician',
  '/api/v1/answers?profession=pharmacist',
  '/api/v1/answers/optician/malakoff-humanis',
  '/api/v1/search?q=malakoff&profession=optician',
  '/api/v1/platforms/viamedis/availability?days=90',
  '/api/v1/incidents',
  '/api/v1/snapshot',
  '/api/v2/summary.json',
  '/feeds/history.atom',
  '/badges/viamedis.svg',
];
/** Of another instant, with what no address has, and of what nobody knows. */
const ODD = [
  '/opticien?at=',
  '/plateformes/viamedis?at=',
  '/api/v1/answers?profession=pharmacist&at=',
  '/opticien?inconnu=1',
  '/plateformes?trier=par-nom',
  '/api/v1/answers?profession=optician&inconnu=1',
  '/opticien/personne-ne-la-connait',
  '/plateformes/personne-ne-la-connait',
  '/incidents/personne-ne-le-connait',
  '/api/v1/answers/optician/personne-ne-la-connait',
];
const ODD_ONE_IN = 5;
const COOKIE_ONE_IN = 2;

/** What is answered when it was asked well, and when it was not. */
export const WELCOME = ['200', '302', '304', '400', '404', '422'];

/** So many of them, in the order they are asked; half by a browser that was here before, instants all different. */
export const questionsOf = (count: number, now: Date): Question[] =>
  Array.from({ length: count }, (_, rank) => {
    const isOdd = rank % ODD_ONE_IN === ODD_ONE_IN - 1;
    const turn = Math.floor(rank / ODD_ONE_IN);
    const page = isOdd
      ? (ODD[turn % ODD.length] ?? '/')
      : (USUAL[(turn * (ODD_ONE_IN - 1) + (rank % ODD_ONE_IN)) % USUAL.length] ?? '/');
    const instant = shift(now, -((rank % 60) * DAY + HOUR)).toISOString();
    const path = page.endsWith('at=') ? page + encodeURIComponent(instant) : page;
    const kind = headersOf(page.startsWith('/api') ? 'JSON' : 'page');
    const isBack = Math.floor(turn / ODD.length) % COOKIE_ONE_IN === 0;
    return { page, path, headers: { ...kind, ...(isBack ? cookiesOf() : {}) } };
  });
