import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { addSwitch } from '#db/probe-approvals';
import { changeProbe } from '#db/probes';
import { askedId } from '#server/contract/ids';
import { probeRecord } from '#server/contract/probes';
import { accept, type Result } from '#server/domain/result';
import { createDoors } from '../create-doors';
import type { Deps } from '../deps';
import { isEnabled, recordJson } from '../probe-json';
import type { Refusal } from '../problems';
import { lockOurs } from './probe-rules';
import { changes } from './replies';
import { type Writing, type Written, write } from './write';

const params = z.object({ id: askedId });

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

export const probeSwitches = (deps: Deps) =>
  createDoors()
    .openapi(enableRoute, (c) => {
      const { id } = c.req.valid('param');
      return write(c, deps, 'probe', (writing) => turn(writing, id, 'probe-enabled'));
    })
    .openapi(disableRoute, (c) => {
      const { id } = c.req.valid('param');
      return write(c, deps, 'probe', (writing) => turn(writing, id, 'probe-disabled'));
    });

/**
 * Already so: nothing changes. Once enabled it has counted since then, whatever it was stopped for in between; but
 * as a witness it begins again, and so does all that measures the same flow.
 */
const turn = async (
  { trx, writer, now }: Writing,
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
  await addSwitch(trx, { probe: id, turnedAt: now, turnedBy: writer.person.account, isOn });
  const deeds = [{ action, noun: 'probe', id, before: null, after: change }];
  return accept({ status: 200, body: recordJson({ ...probe, ...change }), deeds });
};
