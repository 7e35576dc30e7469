import type { Context } from 'hono';
import { reporterOf } from '#server/accounts/reporters';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Deps } from '../deps';
import { isOwnPage } from '../kit/guard';
import { askingNetwork } from '../kit/network';
import type { Refusal } from '../kit/problems';
import { readProfessional } from './professionals';

/**
 * Who speaks from a counter: a practice by its digest, or nobody. Whatever carries a cookie must come from our own
 * pages. Those signed in have a count of their own: no crowd of strangers shuts them out.
 */
export const speakerAtCounter = async (
  deps: Deps,
  c: Context,
  what: 'report' | 'remark',
  now: Date,
): Promise<Result<{ reporter: string | null }, Refusal>> => {
  if (c.req.header('Cookie') !== undefined && !isOwnPage(deps, c)) return refuse({ kind: 'cross-site' });
  const professional = await readProfessional(deps, c);
  const reporter = professional && (await reporterOf(deps.db, professional.subjectHash, now));
  const retryAfter = await deps.attempts.say(what, { network: askingNetwork(deps, c), reporter });
  return retryAfter > 0 ? refuse({ kind: 'too-many', retryAfter }) : accept({ reporter });
};
