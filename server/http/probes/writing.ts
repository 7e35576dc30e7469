import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import { newId } from '#db/database';
import { addProbe, addVersion, changeProbe, type Probe } from '#db/probes';
import { digest, newToken } from '#server/accounts/secrets';
import { askedId } from '#server/contract/ids';
import { type ProbeBody, probeBody, probeChange, probeMade, probeRecord } from '#server/contract/probes';
import { accept, type Result } from '#server/domain/facts/result';
import { answered, runAudited } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { checkVersion } from '../kit/etag';
import { originOf, writerFor } from '../kit/guard';
import { type Documented, type Refusal, refusal } from '../kit/problems';
import { bodyOf, changesRecord, creates, ofVersion } from '../kit/replies';
import { createRouter } from '../kit/router';
import { type Writing, type Written, write } from '../writing/write';
import { definitionOf, recordJson } from './probe-json';
import { knownFlow, lockOurs, runnableSteps, stepsOfKind } from './rules';

const params = z.object({ id: askedId });

const makeRoute = createRoute({
  method: 'post',
  path: '/probes',
  summary: 'Ajouter une sonde, arrêtée, ou un battement, dont l’adresse est montrée une fois',
  request: { body: bodyOf(probeBody) },
  responses: creates(probeMade, 'La sonde'),
});

const changeRoute = createRoute({
  method: 'put',
  path: '/probes/{id}',
  summary: 'Changer le nom, le rythme ou les étapes d’une sonde',
  request: { params, body: bodyOf(probeChange) },
  responses: ofVersion(changesRecord(probeRecord, 'La sonde')),
});

export const probeWriting = (deps: Deps) =>
  createRouter()
    .openapi(makeRoute, (c) => {
      const body = c.req.valid('json');
      return body.kind === 'heartbeat'
        ? makeHeartbeat(c, deps, body)
        : write(c, deps, 'probe', async (writing) => {
            const made = await make(deps, writing, body, null);
            if (!made.ok) return made;
            const { probe, entries } = made.value;
            const record = recordJson(probe, writing.now);
            return accept({
              status: 201,
              body: { ...record, address: null },
              location: `/api/v1/probes/${probe.id}`,
              etag: record.etag,
              entries,
            });
          });
    })
    .openapi(changeRoute, (c) =>
      write(c, deps, 'probe', async ({ trx, writer, now }) => {
        const { id } = c.req.valid('param');
        const after = c.req.valid('json');
        const probe = await lockOurs(trx, id, now);
        if (!probe.ok) return probe;
        const before = definitionOf(probe.value);
        const version = checkVersion(c, before);
        if (!version.ok) return version;
        const fit = stepsOfKind(probe.value.kind, after.steps);
        if (!fit.ok) return fit;
        const runnable = await runnableSteps(after.steps, deps.outbound);
        if (!runnable.ok) return runnable;
        const definition = { ...after, steps: JSON.stringify(after.steps) };
        await changeProbe(trx, id, definition);
        await addVersion(trx, { id, ...definition }, { at: now, by: writer.person.account });
        const body = recordJson({ ...probe.value, ...after }, now);
        const entries = [{ action: 'probe-changed', noun: 'probe', id, before, after }];
        return accept({ status: 200, body, etag: body.etag, entries });
      }),
    );

type Made = { probe: Probe; entries: Written['entries'] };

/** A heartbeat is heard from the start: it says nothing until somebody calls. */
const make = async (
  deps: Deps,
  { trx, writer, now }: Writing,
  body: ProbeBody,
  tokenHash: string | null,
): Promise<Result<Made, Refusal>> => {
  const flow = await knownFlow(trx, body);
  if (!flow.ok) return flow;
  const runnable = await runnableSteps(body.steps, deps.outbound);
  if (!runnable.ok) return runnable;
  const id = newId();
  const enabledAt = tokenHash === null ? null : now;
  const row = { ...body, id, tokenHash, key: null, createdAt: now, enabledAt, disabledAt: null };
  await addProbe(trx, { ...row, steps: JSON.stringify(body.steps) }, writer.person.account);
  const entries = [entryOf('probe', 'probe', id, body)];
  return accept({ probe: row, entries });
};

/** Its address is a secret: shown once, and kept under no idempotency key. */
const makeHeartbeat = async (c: Context, deps: Deps, body: ProbeBody): Promise<Documented> => {
  const writer = await writerFor(deps, c, 'probe', { isFresh: true });
  if (!writer.ok) return refusal(c, writer.refusal);
  const token = newToken();
  const made = await runAudited(deps, async (trx, now) => {
    const added = await make(deps, { trx, writer: writer.value, now }, body, digest(token));
    if (!added.ok) return added;
    const { probe, entries } = added.value;
    const address = `${originOf(deps, c)}/api/v1/heartbeats/${token}`;
    return accept({ value: { ...recordJson(probe, now), address }, actor: writer.value.actor, entries });
  });
  return answered(c, made, 201);
};
