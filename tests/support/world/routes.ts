import { randomUUID } from 'node:crypto';
import type { OrganisationKind } from '#server/domain/facts/vocabulary';
import { accountRows, all, type Row, row } from './account-routes';
import { connectorRows } from './connector-routes';
import { probeRows } from './probe-routes';
import { API, aNotice, aSaid, aWriter, bySession, type Headers, type World, type Writer } from './writers';

/** Every door of writers, with what it answers to whom, of one's own thing and of another's. */

export const FOREIGN: Partial<Record<OrganisationKind, string>> = {
  operator: 'south',
  union: 'pharmacists',
  mutuelle: 'brio',
  desk: 'south',
};
const OWN = ['north', 'opticians', 'alba', 'desk'];
const place = (whose: string) =>
  OWN.includes(whose)
    ? { platform: 'north', professions: ['optician'], mutuelles: ['alba'] }
    : { platform: 'south', professions: ['pharmacist'], mutuelles: ['brio'] };

const SPEAKERS = {
  operator: '201 403',
  union: '201 403',
  mutuelle: '201 403',
  desk: '201 201',
  key: '201 403',
};

export const rowsOf = async (world: World): Promise<Row[]> => {
  const speakers: Record<string, Writer> = {};
  for (const organisation of [...OWN, 'south', 'pharmacists', 'brio'])
    speakers[organisation] = bySession(await aWriter(world, { organisation }));
  const by = (whose: string): Writer => speakers[whose] as Writer;
  const operatorOf = (whose: string) => by(place(whose).platform);
  let count = 0;
  const fresh = () => `new-${++count}`;

  const said = async (whose: string, health: string) =>
    (await by(whose).post('/statements', aSaid({ ...place(whose), health }))).body;
  const version = async (path: string): Promise<Headers> => ({
    'If-Match': (await world.get(API + path)).headers.get('ETag') ?? '',
  });
  const notice = async (whose: string) => {
    const author = ['opticians', 'pharmacists', 'desk'].includes(whose)
      ? whose
      : OWN.includes(whose)
        ? 'opticians'
        : 'pharmacists';
    return (await by(author).post('/notices', aNotice({ professions: place(whose).professions }))).body.id;
  };
  const announced = (whose: string) => {
    const { platform, professions } = place(whose);
    return { platform, professions, flows: ['pec'], from: world.in(60_000), to: world.in(120_000) };
  };
  const mutuelleOf = (whose: string) => place(whose).mutuelles[0] as string;
  const convention = (whose: string) => ({
    mutuelle: mutuelleOf(whose),
    platform: place(whose).platform,
    professions: 'all',
    from: '2024-01-01',
    source: { confidence: 'high' },
  });
  const source = async (): Promise<string> =>
    (await by('desk').post('/sources', { url: `https://listes.example/${fresh()}.csv` })).body.id;
  const CSV =
    'mutuelle;platform;professions;code;csr;from;to;source_url;source_kind;source_as_of;source_confidence\n';
  const csv = (query: string) => () => ({
    path: `/imports${query}`,
    body: CSV,
    headers: { 'Content-Type': 'text/csv' },
  });

  return [
    row('POST /statements', SPEAKERS, (whose) => ({ path: '/statements', body: aSaid(place(whose)) })),
    row('POST /statements/:id/confirmation', { ...SPEAKERS, key: '403 403' }, async (whose) => ({
      path: `/statements/${(await said(whose, 'operational')).id}/confirmation`,
    })),
    row(
      'POST /statements/:id/retraction',
      { ...all('202 403'), desk: '202 202', key: '403 403' },
      async (whose) => ({
        path: `/statements/${(await said(whose, 'down')).id}/retraction`,
        body: {},
      }),
    ),
    row('POST /retractions', { ...all('202 403'), desk: '202 202', key: '403 403' }, async (whose) => ({
      path: '/retractions',
      body: { statements: [(await said(whose, 'down')).id] },
    })),
    row('POST /incidents', { ...SPEAKERS, union: '201 201', mutuelle: '201 201' }, (whose) => ({
      path: '/incidents',
      body: { title: 'Panne', platforms: [place(whose).platform] },
    })),
    row(
      'POST /incidents/:id/updates',
      { ...SPEAKERS, union: '201 201', mutuelle: '201 201' },
      async (whose) => ({
        path: `/incidents/${(await said(whose, 'down')).incident}/updates`,
        body: { effectiveAt: world.in(0), text: 'On cherche' },
      }),
    ),
    row(
      'POST /incidents/:id/closing',
      { ...all('200 403'), desk: '200 200', key: '403 403' },
      async (whose) => {
        const hand = await by(whose).session();
        const own = place(whose);
        const opened = await hand.post('/incidents', { title: 'Panne', platforms: [own.platform] });
        const { id: incident } = opened.body;
        const { id } = (await hand.post('/statements', { ...aSaid(own), incident })).body;
        await hand.post(`/statements/${id}/retraction`, {});
        const headers = await version(`/incidents/${incident}`);
        return { path: `/incidents/${incident}/closing`, body: { effectiveAt: world.in(0) }, headers };
      },
    ),
    row('POST /payments', SPEAKERS, (whose) => ({
      path: '/payments',
      body: { ...place(whose), day: '2026-01-05', state: 'paid' },
    })),
    row('POST /maintenances', { operator: '201 403', desk: '201 201', key: '201 403' }, (whose) => ({
      path: '/maintenances',
      body: announced(whose),
    })),
    row(
      'POST /maintenances/:id/cancellation',
      { operator: '200 403', desk: '200 200', key: '200 403' },
      async (whose) => {
        const { id } = (await operatorOf(whose).post('/maintenances', announced(whose))).body;
        return { path: `/maintenances/${id}/cancellation`, headers: await version(`/maintenances/${id}`) };
      },
    ),
    row('POST /notices', { union: '201 403', desk: '201 201' }, (whose) => ({
      path: '/notices',
      body: aNotice({ professions: place(whose).professions }),
    })),
    row('POST /notices/:id/corrections', { union: '201 403', desk: '201 201' }, async (whose) => {
      const id = await notice(whose);
      const body = aNotice({ professions: place(whose).professions });
      return { path: `/notices/${id}/corrections`, body, headers: await version(`/notices/${id}`) };
    }),
    row('POST /notices/:id/withdrawal', { union: '200 403', desk: '200 200' }, async (whose) => {
      const id = await notice(whose);
      return { path: `/notices/${id}/withdrawal`, headers: await version(`/notices/${id}`) };
    }),
    row('PUT /mutuelles/:id', { mutuelle: '202 403', desk: '200 200' }, async (whose) => {
      const path = `/mutuelles/${mutuelleOf(whose)}`;
      return { path, body: { name: fresh() }, headers: await version(path) };
    }),
    row('POST /conventions', { mutuelle: '202 403', desk: '200 200' }, (whose) => ({
      path: '/conventions',
      body: { ...convention(whose), code: 'IS' },
    })),
    row('POST /conventions/end', { mutuelle: '202 403', desk: '200 200' }, async (whose) => {
      const { source: _, professions: __, ...key } = convention(whose);
      const headers = await version(`/mutuelles/${key.mutuelle}`);
      return { path: '/conventions/end', body: { ...key, to: '2030-01-01' }, headers };
    }),
    row('POST /proposals/:id/decision', { desk: '200 200' }, async (whose) => {
      const path = `/mutuelles/${mutuelleOf(whose)}`;
      const { proposal } = (await by(mutuelleOf(whose)).put(path, { name: fresh() }, await version(path)))
        .body;
      return { path: `/proposals/${proposal}/decision`, body: { accepted: false } };
    }),
    row('GET /deliveries', { desk: '200' }, () => ({ path: '/deliveries' })),
    row('POST /deliveries/:id/retry', { desk: '404' }, () => ({ path: `/deliveries/${randomUUID()}/retry` })),
    row('GET /remarks', { desk: '200' }, () => ({ path: '/remarks' })),
    row('POST /remarks/decision', { desk: '200' }, () => ({
      path: '/remarks/decision',
      body: {
        profession: 'optician',
        mutuelle: 'alba',
        platform: 'south',
        says: 'served',
        accepted: false,
        upTo: world.in(0),
      },
    })),
    row('POST /organisations', { desk: '201' }, () => ({
      path: '/organisations',
      body: { id: fresh(), name: 'Nouvelle', kind: 'press' },
    })),
    row('PUT /organisations/:id', { desk: '200 200' }, async (whose) => {
      const { organisations } = (await by('desk').get('/organisations')).body;
      const { etag, id, ...body } = organisations.find((each: { id: string }) => each.id === whose);
      return { path: `/organisations/${whose}`, body: { ...body, id }, headers: { 'If-Match': etag } };
    }),
    ...probeRows(by, place),
    row('POST /imports', { desk: '200' }, csv('?dryRun=true')),
    row('POST /imports', { desk: '200' }, csv('?dryRun=false')),
    row('GET /sources', { desk: '200' }, () => ({ path: '/sources' })),
    row('POST /sources', { desk: '201' }, () => ({
      path: '/sources',
      body: { url: `https://listes.example/${fresh()}.csv` },
    })),
    row('POST /sources/:id/removal', { desk: '200' }, async () => ({
      path: `/sources/${await source()}/removal`,
    })),
    row('GET /sources/:id/waiting', { desk: '409' }, async () => ({
      path: `/sources/${await source()}/waiting`,
    })),
    row('POST /sources/:id/decision', { desk: '409' }, async () => ({
      path: `/sources/${await source()}/decision`,
      body: { accepted: true, digest: 'a'.repeat(64) },
    })),
    ...connectorRows(world, by, place),
    ...accountRows(world, by),
  ];
};
