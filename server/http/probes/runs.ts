import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { entryOf } from '#db/audit';
import { addRestart } from '#db/probe-approvals';
import { changeProbe, readProbe } from '#db/probes';
import { restrict } from '#server/accounts/restrictions';
import { askedId } from '#server/contract/ids';
import { type ProbeStep, probeSteps } from '#server/contract/probe-steps';
import { probeRecord, probeRecords, probesNamed, probeTrial, probeTrialBody } from '#server/contract/probes';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { answer, tellRestriction } from '../accounts/run-audited';
import type { Deps } from '../deps';
import { writerFor } from '../kit/guard';
import { type Refusal, refusal } from '../kit/problems';
import { asksTwoOnRecord, bodyOf, changes } from '../kit/replies';
import { createRouter } from '../kit/router';
import { type Writing, type Written, write } from '../writing/write';
import { isEnabled, recordJson } from './probe-json';
import { lockOurs, runnableSteps, unknownProbe } from './rules';

const params = z.object({ id: askedId });

const switchRoute = <P extends string>(path: P, summary: string) =>
  createRoute({
    method: 'post',
    path,
    summary,
    request: { params },
    responses: asksTwoOnRecord(probeRecord, 'La sonde'),
  });
const enableRoute = switchRoute('/probes/{id}/enabling', 'Mettre une sonde en marche');
const disableRoute = switchRoute(
  '/probes/{id}/disabling',
  'Demander l’arrêt d’une sonde : dans une heure, ou aussitôt à deux',
);

const switchSeveralRoute = <P extends string>(path: P, summary: string) =>
  createRoute({
    method: 'post',
    path,
    summary,
    request: { body: bodyOf(probesNamed) },
    responses: asksTwoOnRecord(probeRecords, 'Les sondes, dans l’ordre demandé'),
  });
const enableSeveralRoute = switchSeveralRoute(
  '/probes/enabling',
  'Mettre plusieurs sondes en marche, toutes ou aucune',
);
const disableSeveralRoute = switchSeveralRoute(
  '/probes/disabling',
  'Demander l’arrêt de plusieurs sondes : dans une heure, ou aussitôt à deux',
);

export const probeSwitches = (deps: Deps) =>
  createRouter()
    .openapi(enableSeveralRoute, (c) =>
      write(c, deps, 'probe', (writing) => together(writing, c.req.valid('json').probes, start)),
    )
    .openapi(disableSeveralRoute, async (c) => {
      const { probes } = c.req.valid('json');
      const answered = await write(c, deps, 'probe', (writing) => together(writing, probes, stop));
      for (const target of probes)
        await tellRestriction(deps, c, answered, { action: 'probe-stopping', target });
      return answered;
    })
    .openapi(enableRoute, (c) => {
      const { id } = c.req.valid('param');
      return write(c, deps, 'probe', (writing) => start(writing, id));
    })
    .openapi(disableRoute, async (c) => {
      const { id } = c.req.valid('param');
      const answered = await write(c, deps, 'probe', (writing) => stop(writing, id));
      return tellRestriction(deps, c, answered, { action: 'probe-stopping', target: id });
    });

/**
 * Already so: nothing changes. Once enabled it has counted since then, whatever it was stopped for in between; but
 * as a witness it begins again, and so does all that measures the same flow.
 */
const start = async ({ trx, writer, now }: Writing, id: string): Promise<Result<Written, Refusal>> => {
  const found = await lockOurs(trx, id, now);
  if (!found.ok) return found;
  const probe = found.value;
  if (isEnabled(probe, now)) return accept({ status: 200, body: recordJson(probe, now), entries: [] });
  const change = { enabledAt: probe.enabledAt ?? now, disabledAt: null };
  await changeProbe(trx, id, change);
  await addRestart(trx, probe, writer.person.account, now);
  const entries = [entryOf('probe-enabled', 'probe', id, change)];
  return accept({ status: 200, body: recordJson({ ...probe, ...change }, now), entries });
};

/** A running probe goes on for an hour, or until a second person agrees. */
const stop = async ({ trx, now, writer }: Writing, id: string): Promise<Result<Written, Refusal>> => {
  const found = await lockOurs(trx, id, now);
  if (!found.ok) return found;
  const probe = found.value;
  if (!isEnabled(probe, now)) return accept({ status: 200, body: recordJson(probe, now), entries: [] });
  const { account, organisation } = writer.person;
  const given = { action: 'probe-stopping', target: id, organisation, reason: null } as const;
  const { entries } = await restrict(trx, account, given, now);
  return accept({ status: 202, body: recordJson(probe, now), entries });
};

type Switch = (writing: Writing, id: string) => Promise<Result<Written, Refusal>>;

/** Each as if it were alone, in one transaction. Locked in one order, whatever order they are asked in. */
const together = async (
  writing: Writing,
  probes: readonly string[],
  turn: Switch,
): Promise<Result<Written, Refusal>> => {
  const done = new Map<string, Written>();
  for (const id of [...new Set(probes)].sort()) {
    const turned = await turn(writing, id);
    if (!turned.ok) return turned;
    done.set(id, turned.value);
  }
  const all = [...done.values()];
  return accept({
    status: all.some(({ status }) => status === 202) ? 202 : 200,
    body: { probes: [...new Set(probes)].map((id) => done.get(id)?.body) },
    entries: all.flatMap(({ entries }) => entries),
  });
};

const NOTHING_TO_TRY: Refusal = {
  kind: 'conflict',
  detail: 'Il n’y a rien à essayer : ce sont d’autres qui appellent.',
  cure: 'Essayez une sonde qui a des étapes.',
};

const route = createRoute({
  method: 'post',
  path: '/probes/{id}/trial',
  summary: 'Essayer une sonde une fois, maintenant ; rien n’est gardé',
  request: { params: z.object({ id: askedId }) },
  responses: changes(probeTrial, 'Ce qui a été vu'),
});

const draftRoute = createRoute({
  method: 'post',
  path: '/probe-trials',
  summary: 'Essayer ce que ferait une sonde avant de l’ajouter, une fois, maintenant ; rien n’est gardé',
  request: { body: bodyOf(probeTrialBody) },
  responses: changes(probeTrial, 'Ce qui a été vu'),
});

/** Outside any transaction: the other side takes its time. What calls others is counted apart, and seldom allowed. */
export const probeTrials = (deps: Deps) => {
  const trier = async (c: Context): Promise<Result<string, Refusal>> => {
    const writer = await writerFor(deps, c, 'probe', { isFresh: true });
    if (!writer.ok) return writer;
    const { account } = writer.value.person;
    const retryAfter = await deps.attempts.write(account);
    return retryAfter > 0 ? refuse({ kind: 'too-many', retryAfter }) : accept(account);
  };
  const tried = async (c: Context, account: string, steps: readonly ProbeStep[], timeoutMs: number) => {
    const retryAfter = await deps.attempts.trial(account);
    if (retryAfter > 0) return refusal(c, { kind: 'too-many', retryAfter });
    const observedAt = deps.now();
    return answer(c, { observedAt, ...(await deps.runProbe(steps, timeoutMs, observedAt)) });
  };
  return createRouter()
    .openapi(route, async (c) => {
      const account = await trier(c);
      if (!account.ok) return refusal(c, account.refusal);
      const { id } = c.req.valid('param');
      const probe = await readProbe(deps.db, id);
      if (!probe) return refusal(c, await unknownProbe(deps.db, id, deps.now()));
      const steps = probeSteps.parse(probe.steps);
      return steps.length === 0
        ? refusal(c, NOTHING_TO_TRY)
        : tried(c, account.value, steps, probe.timeoutMs);
    })
    .openapi(draftRoute, async (c) => {
      const account = await trier(c);
      if (!account.ok) return refusal(c, account.refusal);
      const { steps, timeoutMs } = c.req.valid('json');
      const runnable = await runnableSteps(steps, deps.outbound);
      return runnable.ok ? tried(c, account.value, steps, timeoutMs) : refusal(c, runnable.refusal);
    });
};
