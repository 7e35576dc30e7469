import { type Selectable, sql } from 'kysely';
import type { Db } from './database';
import type { Tables } from './tables';

type Observation = Selectable<Tables['observation']>;

/** One result to keep. `seen`: what our own probe saw; `blind`: we could not see at all. */
export type NewObservation = Omit<Observation, 'recordedAt' | 'sequence'> & { sequence: number | null };

/** Probes that are held, until the transaction ends. `areOpen`: whether the months of what they are to hold are ready. */
export type HeldProbes = {
  probes: readonly Pick<Selectable<Tables['probe']>, 'id' | 'kind' | 'intervalSeconds'>[];
  areOpen: boolean;
};

const ARE_OPEN = (instants: readonly Date[]) => sql`(
  select bool_and(to_regclass(observation_month(month)) is not null)
  from unnest(${monthsOf(instants)}::timestamptz[]) as month
)`;

/** Holds the probes whose results of some instants are to be added, so that two batches of one do not cross. */
export const lockProbes = async (
  trx: Db,
  probes: readonly string[],
  instants: readonly Date[],
): Promise<HeldProbes> => {
  const { rows } = await sql<HeldProbes['probes'][number] & { areOpen: boolean }>`
    select id, kind, interval_seconds, ${ARE_OPEN(instants)} as are_open
    from probe where id = any(${probes}::text[]) order by id for no key update of probe
  `.execute(trx);
  return { probes: rows, areOpen: rows.every(({ areOpen }) => areOpen) };
};

/** The same of those that stand for what a key pushes on some platforms, with the flows that these have. */
export const lockPushedProbes = async (
  trx: Db,
  { key, platforms, instants }: { key: string; platforms: readonly string[]; instants: readonly Date[] },
) => {
  const { rows } = await sql<PushedRow>`
    with held as materialized (
      select id, platform, flow, kind, interval_seconds from probe
      where key = ${key} and platform = any(${platforms}::text[]) order by id for no key update
    )
    select platform.id as platform, platform.flows, ${ARE_OPEN(instants)} as are_open, held.id, held.flow, held.kind,
      held.interval_seconds
    from platform left join held on held.platform = platform.id
    where platform.id = any(${platforms}::text[])
  `.execute(trx);
  const probes = rows.flatMap(({ id, flow, kind, intervalSeconds, platform }) =>
    id !== null && flow && kind && intervalSeconds ? [{ id, platform, flow, kind, intervalSeconds }] : [],
  );
  return {
    platforms: new Map(rows.map(({ platform, flows }) => [platform, { id: platform, flows }])),
    probes,
    areOpen: rows.every(({ areOpen }) => areOpen),
  };
};

type Nullable<T> = { [K in keyof T]: T[K] | null };
type PushedRow = {
  platform: string;
  flows: Selectable<Tables['platform']>['flows'];
  areOpen: boolean;
} & Nullable<Pick<Selectable<Tables['probe']>, 'id' | 'flow' | 'kind' | 'intervalSeconds'>>;

const monthsOf = (instants: readonly Date[]): Date[] =>
  [...new Set(instants.map((instant) => Date.UTC(instant.getUTCFullYear(), instant.getUTCMonth())))].map(
    (month) => new Date(month),
  );

/** The months some instants fall in, ready to hold them. */
export const openMonths = async (trx: Db, instants: readonly Date[]): Promise<void> => {
  for (const month of monthsOf(instants)) await sql`call open_observation_month(${month})`.execute(trx);
};

/**
 * `count`: those that were not there already; `known`: the ranks of the others, the same twice counted once; `newest`: the
 * newest run of each probe, not yet made longer, with the results that were in it while it concludes nothing; null: it
 * concludes, or they are too many to be told.
 */
type Added = { count: number; known: ReadonlySet<number>; newest: NewestRun[] };
export type NewestRun = { run: KeptRun; open: Observed[] | null };
type Observed = Pick<Observation, 'observedAt' | 'recordedAt' | 'outcome'>;

/** Results of a run that concludes nothing yet: of more, the record is read again. */
const MOST_OPEN = 500;

/** Adds raw results and counts them by hour and by day, in one statement. */
export const addObservations = async (
  trx: Db,
  observations: readonly NewObservation[],
  now: Date,
): Promise<Added> => {
  const probes = [...new Set(observations.map(({ probe }) => probe))];
  const places = new Map(probes.map((probe, index) => [probe, index + 1]));
  const column = <K extends keyof NewObservation>(name: K) => observations.map((each) => each[name]);
  const isAnySeen = observations.some(({ seen }) => seen !== null);
  const { rows } = await sql<{ count: string; known: string[]; newest: RunRow[] | null }>`
    with given as materialized (
      select rank, (${probes}::text[])[place] as probe, observed_at, outcome, duration_ms, sequence, seen, blind
      from unnest(
        ${plainArray(observations.map(({ probe }) => places.get(probe) ?? null))}::integer[],
        ${plainArray(observations.map(({ observedAt }) => observedAt.toISOString()))}::timestamptz[],
        ${plainArray(column('outcome'))}::text[], ${plainArray(column('durationMs'))}::integer[],
        ${plainArray(column('sequence'))}::bigint[], ${isAnySeen ? column('seen') : null}::text[],
        ${plainArray(column('blind'))}::boolean[]
      ) with ordinality as each (place, observed_at, outcome, duration_ms, sequence, seen, blind, rank)
    ), added as (
      insert into observation (probe, observed_at, recorded_at, outcome, duration_ms, sequence, seen, blind)
      select probe, observed_at, ${now}, outcome, duration_ms, sequence, seen, blind from given
      on conflict do nothing
      returning *
    ), hours as (
      insert into observation_hour (probe, hour, ok, failed, timeout, timed, duration_ms, slowest_ms)
      select probe, date_trunc('hour', observed_at, 'UTC'), ${COUNTS}
      from added where not blind group by 1, 2
      on conflict (probe, hour) do update set ${ADDED('observation_hour')}
    ), days as (
      insert into observation_day (probe, day, ok, failed, timeout, timed, duration_ms, slowest_ms)
      select probe, (observed_at at time zone 'Europe/Paris')::date, ${COUNTS}
      from added where not blind group by 1, 2
      on conflict (probe, day) do update set ${ADDED('observation_day')}
    )
    select (select count(*) from added) as count, coalesce(array_agg(rank), '{}') as known, (
      select json_agg(json_build_array(newest.probe, first_at, third_at, last_at, is_ok, open))
      from unnest(${probes}::text[]) as source (probe), lateral (
        select * from observation_run where probe = source.probe order by last_at desc limit 1
      ) as newest left join lateral (
        select json_agg(json_build_array(observed_at, recorded_at, outcome)) as open from (
          select observed_at, recorded_at, outcome from observation
          where observation.probe = newest.probe and observed_at >= newest.first_at and not blind
            and newest.third_at is null
          limit ${MOST_OPEN + 1}
        ) as each
      ) as open on true
    ) as newest
    from given where not exists (
      select from added
      where added.probe = given.probe and added.observed_at = given.observed_at and added.outcome = given.outcome
        and added.sequence is not distinct from given.sequence
    )
  `.execute(trx);
  const [{ count, known, newest } = { count: '0', known: [], newest: null }] = rows;
  return {
    count: Number(count),
    known: new Set(known.map((rank) => Number(rank) - 1)),
    newest: (newest ?? []).map(newestOf),
  };
};

type RunRow = [
  ...[probe: string, firstAt: string, thirdAt: string | null, lastAt: string, isOk: boolean],
  ...[open: [observedAt: string, recordedAt: string, outcome: Observation['outcome']][] | null],
];
const newestOf = ([probe, firstAt, thirdAt, lastAt, isOk, open]: RunRow): NewestRun => ({
  run: {
    probe,
    firstAt: new Date(firstAt),
    thirdAt: thirdAt === null ? null : new Date(thirdAt),
    lastAt: new Date(lastAt),
    isOk,
  },
  open:
    open === null || open.length > MOST_OPEN
      ? null
      : open.map(([observedAt, recordedAt, outcome]) => ({
          observedAt: new Date(observedAt),
          recordedAt: new Date(recordedAt),
          outcome,
        })),
});

/** An array as PostgreSQL reads one, of values that hold no comma, quote, brace or space: cheaper than quoting each. */
const plainArray = (values: readonly (string | number | boolean | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

const COUNTS = sql`
  count(*) filter (where outcome = 'ok'), count(*) filter (where outcome = 'failed'),
  count(*) filter (where outcome = 'timeout'), count(duration_ms), coalesce(sum(duration_ms), 0),
  coalesce(max(duration_ms), 0)`;

const ADDED = (table: string) => {
  const held = sql.id(table);
  return sql`
    ok = ${held}.ok + excluded.ok, failed = ${held}.failed + excluded.failed,
    timeout = ${held}.timeout + excluded.timeout, timed = ${held}.timed + excluded.timed,
    duration_ms = ${held}.duration_ms + excluded.duration_ms,
    slowest_ms = greatest(${held}.slowest_ms, excluded.slowest_ms)`;
};

/** Raw results of a probe, between two instants included; those of when we were blind left out. */
export const readRaw = (db: Db, probe: string, from: Date, to: Date | null) =>
  db
    .selectFrom('observation')
    .select(['observedAt', 'recordedAt', 'outcome'])
    .where('probe', '=', probe)
    .where('blind', '=', false)
    .where('observedAt', '>=', from)
    .$if(to !== null, (query) => query.where('observedAt', '<=', to ?? from))
    .execute();

type Neighbours = {
  same: Pick<Observation, 'observedAt' | 'outcome'> | null;
  below: Date | null;
  above: Date | null;
};
type Place = { probe: string; sequence: number };

/** The results of each source around a sequence number, in the order given. */
export const readNeighbours = async (trx: Db, places: readonly Place[]): Promise<Neighbours[]> => {
  if (places.length === 0) return [];
  const newest = await readNewestSequences(trx, [...new Set(places.map(({ probe }) => probe))]);
  const isLate = ({ probe, sequence }: Place) => sequence <= (newest.get(probe)?.sequence ?? -1);
  const known = (await readNeighboursOf(trx, places.filter(isLate))).values();
  return places.map(
    (place) =>
      (isLate(place) ? known.next().value : undefined) ?? {
        same: null,
        below: newest.get(place.probe)?.observedAt ?? null,
        above: null,
      },
  );
};

/** The last number of each source, which nearly all that comes is after. */
const readNewestSequences = async (trx: Db, probes: readonly string[]) => {
  const { rows } = await sql<{ probe: string; sequence: string; observedAt: Date }>`
    select source.probe, newest.sequence, newest.observed_at
    from unnest(${probes}::text[]) as source (probe), lateral (
      select sequence, observed_at from observation
      where probe = source.probe and sequence is not null order by sequence desc limit 1
    ) as newest
  `.execute(trx);
  return new Map(
    rows.map(({ probe, sequence, observedAt }) => [probe, { sequence: Number(sequence), observedAt }]),
  );
};

const readNeighboursOf = async (trx: Db, places: readonly Place[]): Promise<Neighbours[]> => {
  if (places.length === 0) return [];
  const { rows } = await sql<{
    sameAt: Date | null;
    outcome: Observation['outcome'] | null;
    below: Date | null;
    above: Date | null;
  }>`
    select same.observed_at as same_at, same.outcome, below.observed_at as below, above.observed_at as above
    from unnest(${places.map(({ probe }) => probe)}::text[], ${places.map(({ sequence }) => sequence)}::bigint[])
      with ordinality as place (probe, sequence, rank)
    left join lateral (select observed_at, outcome from observation
      where probe = place.probe and sequence = place.sequence limit 1) as same on true
    left join lateral (select observed_at from observation
      where probe = place.probe and sequence < place.sequence order by sequence desc limit 1) as below on true
    left join lateral (select observed_at from observation
      where probe = place.probe and sequence > place.sequence order by sequence limit 1) as above on true
    order by place.rank
  `.execute(trx);
  return rows.map(({ sameAt, outcome, below, above }) => ({
    same: sameAt && outcome ? { observedAt: sameAt, outcome } : null,
    below,
    above,
  }));
};

/** Months of raw results that are stored, oldest first, each with the instant it ends. */
export const listMonths = async (db: Db): Promise<{ name: string; endsAt: Date }[]> => {
  const { rows } = await sql<{ name: string; endsAt: Date }>`
    select child.relname as name,
      (to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' as ends_at
    from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = 'observation'::regclass
    order by 1
  `.execute(db);
  return rows;
};

/**
 * Opens the month to come, drops whole those whose results are all too old: what was concluded of them, and their
 * counts, are kept elsewhere. `kept`: milliseconds. Resolves to the months dropped.
 */
export const keepMonths = async (db: Db, now: Date, kept: number): Promise<string[]> => {
  await openMonths(db, [now, new Date(+now + 31 * 86_400_000)]);
  const over = (await listMonths(db)).filter(({ endsAt }) => +endsAt <= +now - kept);
  for (const { name } of over) await sql`drop table ${sql.id(name)}`.execute(db);
  return over.map(({ name }) => name);
};

/** Runs are the raw series read once: kept beside it, so that ninety days are read as a handful of rows. */
export type KeptRun = Selectable<Tables['observationRun']>;

/** The run that began last before `from`, the one that begins first after `to`. */
export const runsAround = async (
  trx: Db,
  probe: string,
  from: Date,
  to: Date,
): Promise<{ before: KeptRun | undefined; after: KeptRun | undefined }> => {
  const ofProbe = trx.selectFrom('observationRun').selectAll().where('probe', '=', probe).limit(1);
  const [before, after] = await Promise.all([
    ofProbe.where('firstAt', '<', from).orderBy('firstAt', 'desc').executeTakeFirst(),
    ofProbe.where('firstAt', '>', to).orderBy('firstAt').executeTakeFirst(),
  ]);
  return { before, after };
};

/** Deletes the runs that begin between two instants, both included; `to` null: all that follow. */
export const forgetRuns = (trx: Db, probe: string, from: Date, to: Date | null) =>
  trx
    .deleteFrom('observationRun')
    .where('probe', '=', probe)
    .where('firstAt', '>=', from)
    .$if(to !== null, (query) => query.where('firstAt', '<=', to ?? from))
    .execute();

/** Adds runs; one that begins where another does takes its place. */
export const putRuns = async (trx: Db, runs: readonly KeptRun[]): Promise<void> => {
  if (runs.length === 0) return;
  const instants = (of: (run: KeptRun) => Date | null) =>
    plainArray(runs.map((run) => of(run)?.toISOString() ?? null));
  await sql`
    insert into observation_run (probe, first_at, third_at, last_at, is_ok)
    select * from unnest(
      ${runs.map(({ probe }) => probe)}::text[], ${instants(({ firstAt }) => firstAt)}::timestamptz[],
      ${instants(({ thirdAt }) => thirdAt)}::timestamptz[], ${instants(({ lastAt }) => lastAt)}::timestamptz[],
      ${plainArray(runs.map(({ isOk }) => isOk))}::boolean[]
    )
    on conflict (probe, first_at) do update set
      third_at = excluded.third_at, last_at = excluded.last_at, is_ok = excluded.is_ok
  `.execute(trx);
};
