import { createHmac, randomBytes } from 'node:crypto';
import type { Db } from '#db/database';
import { findSalt, saltOf } from '#db/reporters';
import { hasReported } from '#db/reports';
import { DAY, HOUR, parisDay, shift } from '#server/domain/facts/intervals';

/** What is kept of who reports: a digest keyed by the salt of the Paris day, which is deleted two days later. */

const keyed = (salt: Buffer, subjectHash: string): string =>
  createHmac('sha256', salt).update(subjectHash).digest('base64url');

/**
 * The digest of a professional now. Who reported within the hour under the salt of the day before keeps that digest:
 * at midnight nobody becomes two practices.
 */
export const reporterOf = async (db: Db, subjectHash: string, now: Date): Promise<string> => {
  const before = await findSalt(db, parisDay(shift(now, -DAY)));
  const held = before && keyed(before, subjectHash);
  if (held && (await hasReported(db, held, shift(now, -HOUR)))) return held;
  return keyed(await saltOf(db, parisDay(now), randomBytes(32)), subjectHash);
};
