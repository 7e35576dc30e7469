import { type Selectable, sql } from 'kysely';
import { RESULTS_KEPT, TIME_RULES } from '#server/domain/facts/time-rules';
import type { Db } from './database';
import type { Tables } from './tables';

/** Raw results, and runs that conclude, looked at to judge an instant. */
export const NEWEST = 30;
export const RUNS = 20;

type Probe = Pick<
  Selectable<Tables['probe']>,
  'id' | 'kind' | 'platform' | 'flow' | 'intervalSeconds' | 'disabledAt'
>;
type Result = Selectable<Tables['observation']>;

type SeriesRow = Probe & {
  organisation: string | null;
  observedAt: Date[] | null;
  recordedAt: Date[] | null;
  outcome: Result['outcome'][] | null;
  firstAt: Date[] | null;
  thirdAt: (Date | null)[] | null;
  lastAt: Date[] | null;
  isOk: boolean[] | null;
  statements: string[] | null;
  untils: (Date | null)[] | null;
};

type SeriesWindow = { from: Date; at: Date; knownAt: Date; platforms?: readonly string[] | null };

/**
 * Each probe's series, for judging instants of [from, at]: the newest raw results before `at` when it is one
 * instant, runs over a span. `only`: these probes. The cost follows the probes, not the length of the record.
 */
export const readSeries = async (
  db: Db,
  { from, at, knownAt, platforms = null }: SeriesWindow,
  only: readonly string[] | null = null,
) => {
  const isSpan = from < at;
  const { rows } = await sql<SeriesRow>`
    select probe.id, probe.kind, probe.platform, probe.flow, probe.interval_seconds, raw.*, run.*, witness.*,
      api_key.organisation,
      least(probe.disabled_at, api_key.revoked_at) as disabled_at
    from probe
    left join api_key on api_key.id = probe.key
    left join lateral (
      select array_agg(observed_at) as observed_at, array_agg(recorded_at) as recorded_at,
        array_agg(outcome::text) as outcome
      from (
        select observed_at, recorded_at, outcome from observation
        where observation.probe = probe.id and observed_at <= ${at} and recorded_at <= ${knownAt} and not blind
          and observed_at > ${new Date(+at - RESULTS_KEPT)}
        order by observed_at desc limit ${isSpan ? 0 : NEWEST}
      ) as newest
    ) as raw on true
    left join lateral (
      select array_agg(first_at order by first_at) as first_at, array_agg(third_at order by first_at) as third_at,
        array_agg(last_at order by first_at) as last_at, array_agg(is_ok order by first_at) as is_ok
      from (
        (select * from observation_run
         where observation_run.probe = probe.id and first_at <= least(${from}::timestamptz, ${knownAt}::timestamptz)
           and (third_at is not null or ${isSpan})
         order by first_at desc limit ${RUNS})
        union all
        (select * from observation_run
         where observation_run.probe = probe.id and ${isSpan} and first_at > ${from} and first_at <= ${at}
           and first_at <= ${knownAt})
      ) as kept
    ) as run on true
    left join lateral (
      select array_agg(statement::text order by statement) as statements, array_agg(until order by statement) as untils
      from witnessing_probe left join lateral (
        select min(touched_at) as until from measure_touch
        where measure_touch.platform = probe.platform and measure_touch.flow = probe.flow
          -- One that was under way when the return was weighed was not seen.
          and touched_at > decided_at - interval '1 minute'
      ) as touched on true
      where witnessing_probe.probe = probe.id and decided_at <= ${knownAt}
        and decided_at > ${new Date(+from - TIME_RULES.memory.lasts)}
    ) as witness on true
    where probe.enabled_at <= ${at}
      and coalesce(least(probe.disabled_at, api_key.revoked_at) > ${from}, true)
      and (${only}::text[] is null or probe.id = any(${only}::text[]))
      and (${platforms}::text[] is null or probe.platform = any(${platforms}::text[]))
    order by probe.id
  `.execute(db);
  return rows.map(seriesOf).filter(({ runs, results }) => runs.length + results.length > 0);
};

const seriesOf = (row: SeriesRow) => {
  const { id, platform, flow, intervalSeconds, disabledAt } = row;
  const source = sourceOf(row);
  const runs = (row.firstAt ?? []).map((firstAt, index) => ({
    firstAt,
    thirdAt: row.thirdAt?.[index] ?? null,
    lastAt: row.lastAt?.[index] ?? firstAt,
    isOk: row.isOk?.[index] ?? false,
  }));
  const results = (row.observedAt ?? []).map((observedAt, index) => ({
    observedAt,
    recordedAt: row.recordedAt?.[index] ?? observedAt,
    outcome: row.outcome?.[index] ?? ('failed' as const),
  }));
  const witnessOf = (row.statements ?? []).map((statement, index) => ({
    statement,
    until: row.untils?.[index] ?? null,
  }));
  const intervalMs = intervalSeconds * 1000;
  return { probe: id, source, platform, flow, intervalMs, disabledAt, witnessOf, runs, results };
};

const sourceOf = ({ kind, organisation }: SeriesRow) => {
  if (kind === 'heartbeat') return { kind };
  return kind === 'pushed' ? { kind, by: organisation ?? '' } : { kind: 'ours' as const };
};
