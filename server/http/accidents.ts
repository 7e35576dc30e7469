import type { Context } from 'hono';
import { isUnreachable } from '#db/unreachable';
import { refusal } from './problems';

/** An accident is told to `failed` and never shown; a database that is away is none. */
export const refuseAccident = (c: Context, error: unknown, failed: (error: unknown) => void) => {
  if (isUnreachable(error)) return refusal(c, { kind: 'unreachable' });
  failed(error);
  return refusal(c, { kind: 'accident' });
};
