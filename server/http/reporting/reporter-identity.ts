import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { Db } from '#db/database';
import { findSalt, saltOf } from '#db/reporters';
import { hasReported } from '#db/reports';
import { DAY, HOUR, parisDay, shift } from '#server/domain/facts/intervals';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { isOwnPage } from '../kit/guard';
import { askingNetwork } from '../kit/network';
import type { Refusal } from '../kit/problems';
import { readProfessional } from './professionals';

/** A practice that speaks: its digest of the day, and the keyed digest it is signed in by, kept with no word of it. */
type Speaker = { reporter: string | null; subjectHash: string | null };

/**
 * Who speaks from a counter: a practice by its digest, or nobody. Whatever carries a cookie must come from our own
 * pages. Those signed in have a count of their own: no crowd of strangers shuts them out.
 */
export const speakerAtCounter = async (
  deps: Deps,
  c: Context,
  what: 'report' | 'remark',
  now: Date,
): Promise<Result<Speaker, Refusal>> => {
  if (c.req.header('Cookie') !== undefined && !isOwnPage(deps, c)) return refuse({ kind: 'cross-site' });
  const professional = await readProfessional(deps, c);
  const reporter = professional && (await reporterOf(deps.db, professional.subjectHash, now));
  const retryAfter = await deps.attempts.say(what, { network: askingNetwork(deps, c), reporter });
  return retryAfter > 0
    ? refuse({ kind: 'too-many', retryAfter })
    : accept({ reporter, subjectHash: professional?.subjectHash ?? null });
};

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
