import { type Row, row } from './account-routes';
import type { Writer } from './writers';

/** The doors of what measures: probes are the desk's, an operator reads those that look at it; a key pushes. */
export const probeRows = (
  by: (whose: string) => Writer,
  place: (whose: string) => { platform: string },
): Row[] => {
  const about = (whose: string) => ({
    platform: place(whose).platform,
    flow: 'pec',
    name: 'Sonde',
    kind: 'dns',
    steps: [{ kind: 'dns', name: 'portail.invalid' }],
  });
  const made = async (whose: string) => (await by('desk').post('/probes', about(whose))).body;
  const ofOne = (route: string) =>
    row(`POST /probes/:id/${route}`, { desk: '200 200' }, async (whose) => ({
      path: `/probes/${(await made(whose)).id}/${route}`,
    }));
  return [
    row('POST /probes', { desk: '201 201' }, (whose) => ({ path: '/probes', body: about(whose) })),
    row('GET /probes/:id', { operator: '200 403', desk: '200 200' }, async (whose) => ({
      path: `/probes/${(await made(whose)).id}`,
    })),
    row('PUT /probes/:id', { desk: '200 200' }, async (whose) => {
      const { id, etag } = await made(whose);
      const { name, steps } = about(whose);
      return { path: `/probes/${id}`, body: { name, steps }, headers: { 'If-Match': etag } };
    }),
    row('GET /probe-approvals', { desk: '200' }, () => ({ path: '/probe-approvals' })),
    // Of another of the desk, whom nobody here invited.
    row('POST /probes/:id/approval', { desk: '200 200' }, async (whose) => {
      const { id, etag } = await made(whose);
      return { path: `/probes/${id}/approval`, headers: { 'If-Match': etag } };
    }),
    ...['enabling', 'disabling'].map((route) =>
      row(`POST /probes/${route}`, { desk: '200 200' }, async (whose) => ({
        path: `/probes/${route}`,
        body: { probes: [(await made(whose)).id] },
      })),
    ),
    row('POST /probe-trials', { desk: '200' }, (whose) => ({
      path: '/probe-trials',
      body: { steps: about(whose).steps, timeoutMs: 100 },
    })),
    ofOne('enabling'),
    ofOne('disabling'),
    ofOne('trial'),
    row('POST /observations', { probe: '200 422' }, (whose) => ({
      path: '/observations',
      body: {
        platform: place(whose).platform,
        flow: 'pec',
        observedAt: new Date().toISOString(),
        outcome: 'ok',
      },
    })),
  ];
};
