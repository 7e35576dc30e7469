import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { newId } from '#db/id';
import { addProbe, changeProbe, lockProbe, type Probe } from '#db/probes';
import { digest, newToken } from '#server/accounts/secrets';
import { type ProbeBody, probeBody, probeChange, probeMade, probeRecord } from '#server/contract/probes';
import { accept, type Result, refuse } from '#server/domain/result';
import { act, answered } from '../accounts/act';
import { createDoors } from '../create-doors';
import type { Deps } from '../deps';
import { originOf, writerFor } from '../guard';
import { definitionOf, isEnabled, recordJson } from '../probe-json';
import { type Documented, type Refusal, refusal } from '../problems';
import { checkVersion } from '../versions';
import { callableSteps, knownFlow, stepsOfKind, unknownProbe } from './probe-rules';
import { bodyOf, changes, creates } from './replies';
import { type Writing, type Written, write } from './write';

const params = z.object({ id: z.string() });

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
  responses: changes(probeRecord, 'La sonde'),
});

const switchRoute = <P extends string>(path: P, summary: string) =>
  createRoute({
    method: 'post',
    path,
    summary,
    request: { params },
    responses: changes(probeRecord, 'La sonde'),
  });
const enableRoute = switchRoute('/probes/{id}/enabling', 'Mettre une sonde en marche');
const disableRoute = switchRoute('/probes/{id}/disabling', 'Arrêter une sonde : elle ne compte plus');

export const probeWriting = (deps: Deps) =>
  createDoors()
    .openapi(makeRoute, (c) => {
      const body = c.req.valid('json');
      return body.kind === 'heartbeat'
        ? makeHeartbeat(c, deps, body)
        : write(c, deps, 'probe', async (writing) => {
            const made = await make(deps, writing, body, null);
            if (!made.ok) return made;
            const { probe, deeds } = made.value;
            return accept({ status: 201, body: { ...recordJson(probe), address: null }, deeds });
          });
    })
    .openapi(changeRoute, (c) =>
      write(c, deps, 'probe', async ({ trx }) => {
        const { id } = c.req.valid('param');
        const after = c.req.valid('json');
        const probe = await lockOurs(trx, id);
        if (!probe.ok) return probe;
        const before = definitionOf(probe.value);
        const version = checkVersion(c, before);
        if (!version.ok) return version;
        const fit = stepsOfKind(probe.value.kind, after.steps);
        if (!fit.ok) return fit;
        const callable = await callableSteps(after.steps, deps.outbound);
        if (!callable.ok) return callable;
        await changeProbe(trx, id, { ...after, steps: JSON.stringify(after.steps) });
        const body = recordJson({ ...probe.value, ...after });
        const deeds = [{ action: 'probe-changed', noun: 'probe', id, before, after }];
        return accept({ status: 200, body, etag: body.etag, deeds });
      }),
    )
    .openapi(enableRoute, (c) => {
      const { id } = c.req.valid('param');
      return write(c, deps, 'probe', (writing) => turn(writing, id, 'probe-enabled'));
    })
    .openapi(disableRoute, (c) => {
      const { id } = c.req.valid('param');
      return write(c, deps, 'probe', (writing) => turn(writing, id, 'probe-disabled'));
    });

type Made = { probe: Probe; deeds: Written['deeds'] };

/** A heartbeat is heard from the start: it says nothing until somebody calls. */
const make = async (
  deps: Deps,
  { trx, now }: Pick<Writing, 'trx' | 'now'>,
  body: ProbeBody,
  tokenHash: string | null,
): Promise<Result<Made, Refusal>> => {
  const flow = await knownFlow(trx, body);
  if (!flow.ok) return flow;
  const callable = await callableSteps(body.steps, deps.outbound);
  if (!callable.ok) return callable;
  const id = newId();
  const enabledAt = tokenHash === null ? null : now;
  const row = { ...body, id, tokenHash, key: null, createdAt: now, enabledAt, disabledAt: null };
  await addProbe(trx, { ...row, steps: JSON.stringify(body.steps) });
  const deeds = [{ action: 'probe', noun: 'probe', id, before: null, after: body }];
  return accept({ probe: row, deeds });
};

/** Its address is a secret: shown once, and kept under no idempotency key. */
const makeHeartbeat = async (c: Context, deps: Deps, body: ProbeBody): Promise<Documented> => {
  const writer = await writerFor(deps, c, 'probe', { isFresh: true });
  if (!writer.ok) return refusal(c, writer.refusal);
  const token = newToken();
  const made = await act(deps, async (trx, now) => {
    const added = await make(deps, { trx, now }, body, digest(token));
    if (!added.ok) return added;
    const { probe, deeds } = added.value;
    const address = `${originOf(deps, c)}/api/v1/heartbeats/${token}`;
    return accept({ value: { ...recordJson(probe), address }, actor: writer.value.actor, deeds });
  });
  return answered(c, made, 201);
};

/** What a key pushes is the key's affair. */
const lockOurs = async (trx: Writing['trx'], id: string): Promise<Result<Probe, Refusal>> => {
  const probe = await lockProbe(trx, id);
  if (!probe) return refuse(unknownProbe(id));
  if (probe.kind !== 'pushed') return accept(probe);
  return refuse({
    kind: 'conflict',
    detail: 'Ces mesures sont envoyées par une clé, qui seule les arrête.',
    cure: 'Révoquez la clé dans /espace/cles.',
  });
};

/** Already so: nothing changes. Once enabled it has counted since then, whatever it was stopped for in between. */
const turn = async (
  { trx, now }: Writing,
  id: string,
  action: 'probe-enabled' | 'probe-disabled',
): Promise<Result<Written, Refusal>> => {
  const found = await lockOurs(trx, id);
  if (!found.ok) return found;
  const probe = found.value;
  const isOn = action === 'probe-enabled';
  if (isEnabled(probe) === isOn) return accept({ status: 200, body: recordJson(probe), deeds: [] });
  const change = isOn ? { enabledAt: probe.enabledAt ?? now, disabledAt: null } : { disabledAt: now };
  await changeProbe(trx, id, change);
  const deeds = [{ action, noun: 'probe', id, before: null, after: change }];
  return accept({ status: 200, body: recordJson({ ...probe, ...change }), deeds });
};
