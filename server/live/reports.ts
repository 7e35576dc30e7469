import type { Db } from '#db/database';
import { countChange } from '#db/directory';
import { newId } from '#db/id';
import { countHour } from '#db/report-hours';
import { addReport, lockReported } from '#db/reports';
import type { Report } from '#server/domain/facts/reports';
import { isInAlarm } from './alarms';

/** A word as it comes; `reporter` null: nobody signed in, which raises no alarm. */
export type NewReport = Omit<Report, 'reporter'> & { reporter: string | null };

/** Keeps a report and counts its hour. Readers are told when an alarm begins, or is taken back. In a transaction. */
export const keepReport = async (trx: Db, report: NewReport): Promise<void> => {
  await lockReported(trx, report);
  const isVerified = report.reporter !== null;
  const before = isVerified && (await isInAlarm(trx, report, report.reportedAt));
  await addReport(trx, { ...report, id: newId() });
  await countHour(trx, report);
  if (isVerified && (await isInAlarm(trx, report, report.reportedAt)) !== before) await countChange(trx);
};
