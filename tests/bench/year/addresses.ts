import { connect } from '#db/database';
import { DAY, shift } from '#server/domain/facts/intervals';
import { addressOf, type Things } from '../../support/runner/walk/addresses';
import { everyRoute } from '../../support/runner/walk/doors';

/** What is asked of a server that holds a year: every page and GET route there is, and what people ask of them besides. */

/** `isOwn`: by somebody who writes, signed in. */
export type Group = 'pages' | 'routes' | 'of the past' | 'space';
export type Address = { path: string; group: Group; isPage: boolean };

/** Never ends, or is not for readers: machines ask it of the program itself. */
const LEFT_OUT = [/\/stream$/, /^\/metrics$/, /deconnexion/, /provider/, /\/sources\/:id/, /token/, /\*/];
const OWN =
  /^\/espace|^\/api\/v1\/(audit|security-events|account|accounts|session|sessions|keys|invitations|people|drafts|due|preview|remarks|sources|proposals|restrictions|statements|organisations|professionals|probes\/)/;

/** Everything by its pattern, from a connection that nothing is asked of. */
const patterns = () => {
  const nowhere = connect('postgres://nobody@127.0.0.1:1/nothing');
  return everyRoute(nowhere).filter(
    ({ method, pattern }) => method === 'GET' && !LEFT_OUT.some((each) => each.test(pattern)),
  );
};

export const addressesOf = (things: Things, olderIncident: string, end: Date): Address[] => {
  const plain = patterns().map((route): Address & { pattern: string } => ({
    pattern: route.pattern,
    path: addressOf(route, things, null),
    isPage: route.kind === 'page',
    group: OWN.test(route.pattern) ? 'space' : route.kind === 'page' ? 'pages' : 'routes',
  }));
  const { platform } = things;
  const more = (group: Group, isPage: boolean, ...paths: string[]): Address[] =>
    paths.map((path) => ({ path, group, isPage }));
  const past = plain
    .filter(({ group, pattern }) => group !== 'space' && TIMED.test(pattern))
    .map(({ path, isPage }, rank): Address => {
      const instant = shift(end, -(3 + rank) * DAY).toISOString();
      const query = `${path.includes('?') ? '&' : '?'}at=${encodeURIComponent(instant)}`;
      return { path: path + query, isPage, group: 'of the past' };
    });
  return [
    ...plain.map(({ path, isPage, group }) => ({ path, isPage, group })),
    ...more(
      'routes',
      false,
      '/api/v1/incidents?limit=100',
      '/api/v1/incidents?open=true',
      `/api/v1/incidents?platform=${platform}`,
      `/api/v1/incidents/${olderIncident}`,
      `/api/v1/platforms/${platform}/availability?days=365`,
      `/api/v1/platforms/${platform}/availability?days=90&profession=optician`,
      '/api/v2/summary.json?profession=optician',
      '/feeds/history.atom?granularity=update',
      `/feeds/history.atom?platform=${platform}`,
    ),
    ...more(
      'pages',
      true,
      '/pharmacien?verdict=suspended',
      `/historique?plateforme=${platform}`,
      `/incidents/${olderIncident}`,
    ),
    ...more(
      'space',
      false,
      '/api/v1/audit?account=nobody',
      '/api/v1/audit?action=nothing',
      '/api/v1/audit?action=closing',
      '/api/v1/audit?noun=retraction',
      `/api/v1/audit?noun=incident&id=${olderIncident}`,
      '/api/v1/audit?noun=nothing',
    ),
    ...past,
  ];
};

/** What people ask of an instant: boards, answers, platforms and incidents. */
const TIMED =
  /^\/(:profession|plateformes|plateformes\/:id|historique|incidents\/:id|avis|:profession\/:mutuelle)$|^\/api\/v1\/(answers|answers\/.*|boards.*|platforms|platforms\/:id|platforms\/:id\/availability|incidents)$|^\/api\/v2\/summary\.json$/;
