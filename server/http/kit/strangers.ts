import type { Context } from 'hono';
import type { Refusal } from './problems';

/**
 * Who asks comes before what is wrong with the question: where one must be known, a stranger is told that, whatever
 * is sent. Known people pay nothing for it: it is looked at when something is to be refused.
 */

type Check = () => Promise<Refusal | null>;

const checks = new WeakMap<Context, Check>();

/** Says how to know whether this question comes from a stranger who may not ask it. */
export const checkStrangersBy = (c: Context, check: Check): void => {
  checks.set(c, check);
};

/** Why a stranger is refused before anything else; null: it is open to all, or somebody known asks. */
export const strangerRefusal = async (c: Context): Promise<Refusal | null> =>
  (await checks.get(c)?.()) ?? null;
