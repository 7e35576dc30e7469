import { addConnector, addLink } from '#db/connectors';
import { newId } from '#db/database';
import { addAlert } from '#db/tool-alerts';
import { digest, newToken } from '#server/accounts/secrets';
import { type Row, row } from './account-routes';
import type { World, Writer } from './writers';

/** The doors of what tools say, with what they answer to whom. */

type Place = { platform: string; professions: string[]; mutuelles: string[] };

/** `by`: who speaks for an organisation; `place`: what it speaks of. */
export const connectorRows = (
  world: World,
  by: (whose: string) => Writer,
  place: (whose: string) => Place,
): Row[] => {
  const connectorOf = async (organisation: string): Promise<string> => {
    const id = newId();
    const made = { madeAt: world.now(), madeBy: by(organisation).account.id };
    await addConnector(world.db, {
      id,
      organisation,
      name: 'Surveillance',
      tokenHash: digest(newToken()),
      ...made,
    });
    return id;
  };
  const link = (whose: string) => ({
    labels: ['pec'],
    platform: place(whose).platform,
    flows: ['pec' as const],
  });
  const linkOf = async (whose: string): Promise<string> => {
    const id = newId();
    const made = { madeAt: world.now(), madeBy: by(whose).account.id, removedAt: null, removedBy: null };
    const connector = await connectorOf(whose);
    await addLink(world.db, { id, connector, ...link(whose), professions: null, health: null, ...made });
    return id;
  };
  const alertOf = async (whose: string): Promise<string> => {
    const id = newId();
    await addAlert(world.db, {
      id,
      connector: await connectorOf(whose),
      key: id,
      isOnce: true,
      labels: ['pec'],
      title: 'Panne',
      text: null,
      health: 'down',
      stage: null,
      word: null,
      startedAt: world.now(),
      heardAt: world.now(),
      toldAt: null,
      endedAt: null,
      state: 'waiting',
      incident: null,
      settledBy: null,
      settledAt: null,
      note: null,
    });
    return id;
  };
  const OWN = { 'operator manager': '200 404', desk: '200 404' };
  const ITS_SPEAKERS = (own: string) => {
    const may = `${own} 404`;
    return { operator: may, union: may, mutuelle: may, desk: may };
  };
  return [
    row('GET /connectors', { 'operator manager': '200', desk: '200' }, () => ({ path: '/connectors' })),
    row('POST /connectors', { 'operator manager': '201', desk: '201' }, () => ({
      path: '/connectors',
      body: { name: 'Surveillance' },
    })),
    row('GET /connectors/:id', { ...OWN, desk: '200 200' }, async (whose) => ({
      path: `/connectors/${await connectorOf(whose)}`,
    })),
    row('POST /connectors/:id/revocation', { ...OWN, desk: '200 200' }, async (whose) => ({
      path: `/connectors/${await connectorOf(whose)}/revocation`,
    })),
    row('POST /connectors/:id/summary', OWN, async (whose) => ({
      path: `/connectors/${await connectorOf(whose)}/summary`,
      body: { url: null },
    })),
    row('POST /connectors/:id/links', { 'operator manager': '201 404', desk: '201 404' }, async (whose) => ({
      path: `/connectors/${await connectorOf(whose)}/links`,
      body: { ...link(whose), professions: 'all' },
    })),
    row('POST /connector-links/:id/removal', OWN, async (whose) => ({
      path: `/connector-links/${await linkOf(whose)}/removal`,
    })),
    row('GET /alerts/:id', ITS_SPEAKERS('200'), async (whose) => ({
      path: `/alerts/${await alertOf(whose)}`,
    })),
    row('POST /alerts/:id/publication', ITS_SPEAKERS('201'), async (whose) => ({
      path: `/alerts/${await alertOf(whose)}/publication`,
      body: {
        state: 'waiting',
        incident: null,
        title: 'Panne',
        update: { statements: [{ ...place(whose), flows: ['pec'], health: 'down' }] },
      },
    })),
    row('POST /alerts/:id/dropping', ITS_SPEAKERS('200'), async (whose) => ({
      path: `/alerts/${await alertOf(whose)}/dropping`,
      body: { note: 'un essai' },
    })),
  ];
};
