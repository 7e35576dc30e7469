import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '#db/database';
import { addProbe } from '#db/probes';
import { type ProbeStep, probeStep } from '#server/contract/probe-steps';
import { addressesAt, HOSTS } from '../../support/peers/tricks';
import { onJournal } from '../../support/world/on-journal';
import { ask } from '../kit/asking';
import type { Voice } from '../kit/people';
import type { Server } from '../kit/server';
import { tally } from '../kit/support';
import { page, stepsTo } from './in-process';

const ABOUT = { platform: 'viamedis', flow: 'portail', name: 'Piège' } as const;
const PATIENCE = 60_000;

const tricks = (port: number): ProbeStep[] => [
  ...HOSTS.flatMap((host) => stepsTo(host, port)),
  ...addressesAt(port).map(page),
];

/** Each asked to be saved; `taken`: those that were. */
export const saveAtServer = async ({ origin }: Server, voice: Voice, port: number) => {
  const taken: string[] = [];
  const statuses: number[] = [];
  for (const step of tricks(port)) {
    const body = { ...ABOUT, kind: step.kind, steps: [step] };
    const { status } = await ask(origin, { path: '/api/v1/probes', body, headers: voice });
    statuses.push(status);
    if (status !== 400 && status !== 422) taken.push(`${status} ${JSON.stringify(step)}`);
  }
  return { asked: statuses.length, taken, answers: tally(statuses) };
};

/** Written in the database behind our backs, enabled: the clock runs them, and the desk tries some. */
export const runByServer = async ({ origin }: Server, db: Db, voice: Voice, port: number) => {
  // What cannot even be read is not run: its silence shows.
  const steps = tricks(port).filter((step) => probeStep.safeParse(step).success);
  const ids = steps.map((_, index) => `trick-${index}`);
  for (const [index, step] of steps.entries()) {
    await onJournal(db, (trx) =>
      addProbe(trx, {
        ...ABOUT,
        id: ids[index] ?? '',
        kind: 'http',
        intervalSeconds: 3_600,
        timeoutMs: 2_000,
        steps: JSON.stringify([step]),
        tokenHash: null,
        key: null,
        createdAt: new Date(0),
        enabledAt: new Date(0),
        disabledAt: null,
      }),
    );
  }
  let tried = 0;
  const passed: string[] = [];
  for (let index = 0; index < ids.length; index += 10) {
    // Twenty are allowed in a minute: here it is the way out that is tried.
    await sql`delete from attempt`.execute(db);
    const { status, body } = await ask(origin, {
      method: 'POST',
      path: `/api/v1/probes/${ids[index]}/trial`,
      headers: voice,
    });
    tried += Number(status === 200);
    if (body?.outcome === 'ok') passed.push(JSON.stringify(steps[index]));
  }
  const results = () =>
    db.selectFrom('observation').select(['probe', 'outcome']).where('probe', 'in', ids).execute();
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(500))
    if (new Set((await results()).map(({ probe }) => probe)).size === ids.length) break;
  const run = await results();
  passed.push(...run.filter(({ outcome }) => outcome === 'ok').map(({ probe }) => probe));
  const seen = new Set(run.map(({ probe }) => probe)).size;
  return { run: seen, missing: ids.length - seen, tried, passed };
};
