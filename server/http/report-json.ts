import type { HourCounts } from '#db/reports';
import { reportedKey } from '#server/domain/facts/reports';
import type { Known } from '#server/domain/judgement/known-facts';

/** Counts of an hour as they cross the wire, with what is usual and the alarm they raise. */
export const reportFlows = (
  { alarms }: Known,
  counts: readonly HourCounts[],
  usual: ReadonlyMap<string, number>,
) =>
  counts.map(({ platform, mutuelle, flow, profession, blocked, passes, ...unsigned }) => {
    const key = reportedKey({ platform, mutuelle, flow, profession });
    const alarm = alarms.find((each) => reportedKey(each) === key);
    return {
      ...{ platform, mutuelle, flow, profession },
      verified: { blocked, passes },
      anonymous: { blocked: unsigned.anonymousBlocked, passes: unsigned.anonymousPasses },
      usual: usual.get(key) ?? 0,
      alarmSince: alarm?.firstReportAt.toISOString() ?? null,
    };
  });
