import { type Insertable, sql } from 'kysely';
import { WITHIN } from '#server/domain/facts/time-rules';
import type { Db } from './database';
import type { Probe } from './probes';
import type { Tables } from './tables';

/** Who defined and who approved what each probe does, and for which returns it may bear witness. */

export const approveVersion = (trx: Db, approval: Insertable<Tables['probeApproval']>) =>
  trx.insertInto('probeApproval').values(approval).execute();

/** Put on again: when it was stopped, which `disabled_at` says no longer, and who put it on; null: the command. */
export const addRestart = async (
  trx: Db,
  { id: probe, disabledAt }: Pick<Probe, 'id' | 'disabledAt'>,
  turnedBy: string | null,
  now: Date,
): Promise<void> => {
  const stopped = { probe, turnedAt: disabledAt ?? now, turnedBy: null, isOn: false };
  const started = { probe, turnedAt: now, turnedBy, isOn: true };
  await trx
    .insertInto('probeSwitch')
    .values(disabledAt && disabledAt <= now ? [stopped, started] : [started])
    .execute();
};

export type AnsweredFor = Pick<
  Probe,
  'id' | 'platform' | 'flow' | 'kind' | 'name' | 'intervalSeconds' | 'timeoutMs' | 'steps'
> & {
  number: number;
  definedAt: Date;
  /** Names of people; null: the program. */
  definedBy: string | null;
  approvedAt: Date | null;
  approvedBy: string | null;
  /** Of the key that pushes. */
  organisation: string | null;
  keyMadeAt: Date | null;
  /** Null: it is off, or its key is revoked. */
  runsSince: Date | null;
  /** When something that measures its flow was last changed, turned off, or its key revoked. */
  touchedAt: Date | null;
  definers: string[];
  owners: string[];
};

/** Every source of some flows of a platform, or all there are, with the accounts that answer for it. One query. */
export const listAnsweredFor = async (
  db: Db,
  of: { platform: string; flows: readonly Probe['flow'][] } | { probe: string } | null,
): Promise<AnsweredFor[]> => {
  const asked =
    of === null
      ? sql`true`
      : 'probe' in of
        ? sql`probe.id = ${of.probe}`
        : sql`probe.platform = ${of.platform} and probe.flow = any(${of.flows}::text[])`;
  const { rows } = await sql<AnsweredFor>`
    select probe.id, probe.platform, probe.flow, probe.kind, probe.name, probe.interval_seconds, probe.timeout_ms,
      probe.steps, version.number, version.defined_at, definer.name as defined_by,
      approval.approved_at, approver.name as approved_by,
      api_key.organisation, api_key.created_at as key_made_at,
      case when probe.enabled_at is not null and probe.disabled_at is null and api_key.revoked_at is null
        then coalesce(switched.on_at, greatest(probe.enabled_at, probe.created_at)) end as runs_since,
      (select max(touched_at) from measure_touch
        where measure_touch.platform = probe.platform and measure_touch.flow = probe.flow) as touched_at,
      array(select distinct defined_by::text from probe_version
        where probe = probe.id and defined_by is not null) as definers,
      array(
        select defined_by::text from probe_version where probe = probe.id and defined_by is not null
        union select approved_by::text from probe_approval where probe = probe.id and approved_by is not null
        union select turned_by::text from probe_switch where probe = probe.id and is_on and turned_by is not null
        union select api_key.account::text where api_key.account is not null
      ) as owners
    from probe
    left join api_key on api_key.id = probe.key
    join lateral (
      select * from probe_version where probe_version.probe = probe.id order by number desc limit 1
    ) as version on true
    left join probe_approval as approval on approval.probe = probe.id and approval.number = version.number
    left join account as definer on definer.id = version.defined_by
    left join account as approver on approver.id = approval.approved_by
    left join lateral (
      select max(turned_at) as on_at from probe_switch where probe_switch.probe = probe.id and is_on
    ) as switched on true
    where ${asked}
    order by probe.id
  `.execute(db);
  return rows;
};

/** These probes may bear witness to a return just said. */
export const addWitnesses = async (
  trx: Db,
  statement: string,
  probes: readonly string[],
  decidedAt: Date,
): Promise<void> => {
  if (probes.length === 0) return;
  const rows = probes.map((probe) => ({ statement, probe, decidedAt }));
  await trx.insertInto('witnessingProbe').values(rows).execute();
};

/** Since when something bad is said of some flows, that a return said now may end; null: nothing is. */
export const readOutageSince = async (
  db: Db,
  { platform, flows }: { platform: string; flows: readonly Probe['flow'][] },
  now: Date,
): Promise<Date | null> => {
  const { rows } = await sql<{ since: Date | null }>`
    select least(min(effective_at), min(recorded_at)) as since from statement
    where platform = ${platform} and flows && ${flows}::text[] and health <> 'operational'
      and (said > ${new Date(+now - WITHIN.outageBeforeReturn)} or valid_until > ${now})
  `.execute(db);
  return rows[0]?.since ?? null;
};
