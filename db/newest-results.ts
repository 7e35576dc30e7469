import { type Selectable, sql } from 'kysely';
import type { Db } from './database';
import { OURS, type Probe } from './probes';
import type { Tables } from './tables';

type Result = Pick<
  Selectable<Tables['observation']>,
  'observedAt' | 'outcome' | 'durationMs' | 'seen' | 'blind'
>;
type Absent = { [K in keyof Result]: null };

/** A probe and its newest result, nulls when nothing was ever heard. Each is one step in an index. */
const NEWEST = sql`
  left join lateral (
    select observed_at, outcome, duration_ms, seen, blind from observation
    where observation.probe = probe.id order by observed_at desc limit 1
  ) as newest on true`;

/** Probes that we run, those enabled, with their newest result. */
export const findRunProbes = async (db: Db, now: Date) => {
  const { rows } = await sql<
    Pick<Probe, 'id' | 'platform' | 'intervalSeconds' | 'timeoutMs' | 'steps'> & (Result | Absent)
  >`
    select probe.id, probe.platform, probe.interval_seconds, probe.timeout_ms, probe.steps,
      newest.observed_at, newest.outcome, newest.blind
    from probe ${NEWEST}
    where probe.kind = any(${OURS}) and probe.enabled_at <= ${now}
      and coalesce(probe.disabled_at > ${now}, true)
    order by probe.id
  `.execute(db);
  return rows;
};

/** Every probe whose key, if it has one, is in force; by platform, with its newest result. `organisation`: of the key. */
export const listProbes = async (db: Db, now: Date) => {
  const { rows } = await sql<
    Pick<
      Probe,
      'id' | 'platform' | 'flow' | 'name' | 'kind' | 'intervalSeconds' | 'enabledAt' | 'disabledAt'
    > & { organisation: string | null } & (Result | Absent)
  >`
    select probe.id, probe.platform, probe.flow, probe.name, probe.kind, probe.interval_seconds, probe.enabled_at,
      probe.disabled_at, organisation.name as organisation, newest.*
    from probe left join api_key on api_key.id = probe.key
      left join organisation on organisation.id = api_key.organisation ${NEWEST}
    where coalesce(api_key.revoked_at > ${now}, true)
    order by probe.platform, probe.flow, probe.name, probe.id
  `.execute(db);
  return rows;
};

/** Since when our own probes see nothing at all, none of them having seen anything since; null: they see. */
export const readBlindSince = async (db: Db, now: Date): Promise<Date | null> => {
  const { rows } = await sql<{ since: Date | null }>`
    with ours as (
      select id from probe
      where kind = any(${OURS}) and enabled_at is not null and coalesce(disabled_at > ${now}, true)
    ),
    seen as (
      select max(newest.observed_at) as at from ours left join lateral (
        select observed_at from observation
        where observation.probe = ours.id and not blind order by observed_at desc limit 1
      ) as newest on true
    )
    select min(first.observed_at) as since from ours, seen, lateral (
      select observed_at from observation
      where observation.probe = ours.id and blind and observed_at > coalesce(seen.at, '-infinity')
      order by observed_at limit 1
    ) as first
  `.execute(db);
  return rows[0]?.since ?? null;
};
