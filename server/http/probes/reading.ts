import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { listProbes, readBlindSince } from '#db/newest-results';
import { readProbe } from '#db/probes';
import { askedId } from '#server/contract/ids';
import { probeList, probeRecord } from '#server/contract/probes';
import type { Deps } from '../deps';
import { withEtag } from '../kit/etag';
import { writerFor } from '../kit/guard';
import { refusal } from '../kit/problems';
import { replies, repliesToKnown } from '../kit/replies';
import { createRouter } from '../kit/router';
import { allowed } from '../writing/speaker';
import { lineJson, recordJson } from './probe-json';
import { unknownProbe } from './rules';

const listRoute = createRoute({
  method: 'get',
  path: '/probes',
  summary: 'Ce qui mesure : nos sondes, les battements et les clés de mesure, et si nos sondes voient',
  responses: replies(probeList, 'Les sondes, par plateforme'),
});

const oneRoute = createRoute({
  method: 'get',
  path: '/probes/{id}',
  summary: 'Une sonde et ses étapes, pour le bureau et l’opérateur qu’elle regarde',
  request: { params: z.object({ id: askedId }) },
  responses: repliesToKnown(probeRecord, 'La sonde'),
});

type Read = [Awaited<ReturnType<typeof listProbes>>, Date | null];

/** Every board asks whether we see: the list is read once a second for all, or when something changed. */
const READ_AGAIN = 1_000;

export const probes = (deps: Deps) => {
  let kept: { seq: number; at: Date; read: Promise<Read> } | null = null;
  const current = (seq: number, at: Date): Promise<Read> => {
    if (kept?.seq === seq && Math.abs(+at - +kept.at) < READ_AGAIN) return kept.read;
    const read = Promise.all([listProbes(deps.db, at), readBlindSince(deps.db, at)]);
    kept = { seq, at, read };
    read.catch(() => {
      kept = null;
    });
    return read;
  };
  return createRouter()
    .openapi(listRoute, async (c) => {
      const { seq, evidence, at, age } = await deps.readModel.read({ at: null, knownAt: null });
      const [listed, blindSince] = await current(seq, at);
      const series = new Map(evidence.series.map((each) => [each.probe, each]));
      const lines = listed.map((probe) => lineJson(probe, series.get(probe.id), at));
      return c.json(withEtag(c, { at, blindSince, probes: lines }, age), 200);
    })
    .openapi(oneRoute, async (c) => {
      const writer = await writerFor(deps, c, 'probe-reading', { isFresh: false });
      if (!writer.ok) return refusal(c, writer.refusal);
      const { id } = c.req.valid('param');
      const probe = await readProbe(deps.db, id);
      if (!probe) return refusal(c, await unknownProbe(deps.db, id, deps.now()));
      const scope = allowed(writer.value, 'probe-reading', { platforms: [probe.platform] });
      if (!scope.ok) return refusal(c, scope.refusal);
      return c.json(recordJson(probe, deps.now()), 200, { 'Cache-Control': 'no-store' });
    });
};
