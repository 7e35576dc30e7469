import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { isAheadOfMachine } from '#server/contract/clock';
import { snapshot } from '#server/contract/snapshot';
import { ascending } from '#server/domain/facts/intervals';
import { maintenanceState } from '#server/domain/facts/maintenances';
import { isNoticeInForce } from '#server/domain/facts/notices';
import { knownBy } from '#server/domain/facts/recorded';
import { openAmong, viewIncident } from '#server/domain/incidents/views';
import { knownFacts } from '#server/domain/judgement/known-facts';
import type { ReadState } from '#server/read-model/read-model';
import { createSnapshots } from '#server/read-model/snapshots';
import type { Deps } from '../deps';
import { incidentViewJson } from '../incidents/incident-json';
import { CACHE, withEtag } from '../kit/etag';
import type { Documented } from '../kit/problems';
import { replies } from '../kit/replies';
import { createRouter } from '../kit/router';
import { maintenanceJson } from '../maintenances/maintenance-json';
import { noticeJson } from '../notices/notice-json';
import { platformLine } from './platform-line';

const PENDING: readonly string[] = ['upcoming', 'in-force'];

/** The parts of a snapshot besides the boards, its instants and its key. */
export const stateJson = ({ directory, evidence, at, knownAt }: ReadState) => {
  const known = knownFacts(directory, evidence, at, knownAt);
  return {
    platforms: [...directory.platforms.values()]
      .sort((a, b) => ascending(a.id, b.id))
      .map((platform) => platformLine(known, evidence, platform)),
    incidents: openAmong(evidence.incidents, evidence, known)
      .map((incident) => viewIncident(known, evidence, incident, null))
      .filter(({ startedAt, closedAt }) => startedAt && !closedAt)
      .map(incidentViewJson),
    notices: evidence.notices
      .filter((notice) => isNoticeInForce(notice, at, knownAt))
      .map((notice) => noticeJson(directory, notice, at)),
    maintenances: knownBy(evidence.maintenances, knownAt)
      .filter((each) => PENDING.includes(maintenanceState(each, at)))
      .sort((a, b) => ascending(a.from, b.from))
      .map((each) => maintenanceJson(directory, each, at)),
  };
};

const snapshotRoute = createRoute({
  method: 'get',
  path: '/snapshot',
  summary: 'Tout l’état de maintenant en un fichier, signé',
  description:
    'L’en-tête Snapshot-Signature, comme /snapshot.sig, signe ces octets mêmes, une fois décompressés (Ed25519, ' +
    'base64) ; même ETag, même fichier. « since » : les seules lignes changées depuis, non signées.',
  request: { query: z.object({ since: z.coerce.number().int().min(0).optional() }) },
  responses: replies(
    snapshot,
    'Le tableau de chaque profession, les plateformes, les incidents en cours, les avis en vigueur, les maintenances',
  ),
});

const signatureRoute = createRoute({
  method: 'get',
  path: '/snapshot.sig',
  summary: 'La signature de ce fichier',
  responses: {
    200: { description: 'Ed25519, base64', content: { 'text/plain': { schema: z.string() } } },
    503: replies(snapshot, '')[503],
  },
});

export const snapshots = (deps: Deps) => {
  const { current, missed } = createSnapshots({
    readModel: deps.readModel,
    signer: deps.signer,
    guard: deps.guard,
    now: deps.now,
    clockDoubt: deps.clockDoubt,
    tell: stateJson,
  });
  const stamp = (c: Context, { etag, body }: Awaited<ReturnType<typeof current>>) => {
    c.header('ETag', etag);
    c.header('Cache-Control', CACHE);
    // Its age is 0 as long as the database confirms that nothing changed, however long ago it was made.
    const isHeld = deps.guard.refusal() !== null || isAheadOfMachine(deps.clockDoubt());
    if (deps.readModel.version() !== null && !isHeld) return;
    c.header('Age', String(Math.max(1, Math.floor((+deps.now() - +body.generatedAt) / 1000))));
  };
  return createRouter()
    .openapi(snapshotRoute, async (c) => {
      const { since } = c.req.valid('query');
      const held = await current();
      if (since !== undefined) {
        const { body } = held;
        const boards = held.boards().map((board) => {
          const { answers, platforms } = missed(board.profession, since, body.seq);
          return {
            ...board,
            answers: board.answers.filter(({ mutuelle }) => answers?.includes(mutuelle) ?? true),
            platforms: board.platforms.filter(({ platform }) => platforms?.includes(platform) ?? true),
          };
        });
        return c.json(withEtag(c, { ...body, since, boards }), 200);
      }
      stamp(c, held);
      const headers = { 'Content-Type': 'application/json', 'Snapshot-Signature': held.signature };
      return c.body(new Uint8Array(held.bytes), 200, headers) as Response as Documented;
    })
    .openapi(signatureRoute, async (c) => {
      const held = await current();
      stamp(c, held);
      return c.text(`${held.signature}\n`, 200);
    });
};
