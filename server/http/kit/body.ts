import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type Fault, type Issue, saidOf } from '#server/contract/problem';
import type { Refusal } from './problems';

const KILO = 1024;
export const BODY_LIMIT = 64 * KILO;
export const FILE_LIMIT = KILO * KILO;
export const BATCH_LIMIT = 256 * KILO;

/** Refuses a body over its limit (bytes) before it is read whole, whether its length is announced or not. */
export const limitBody = (
  limitAt: (path: string) => number,
  refuse: (c: Context, refused: Refusal) => Response | Promise<Response>,
): MiddlewareHandler => {
  const limits = new Map<number, MiddlewareHandler>();
  const limitTo = (maxSize: number) => {
    const limit = limits.get(maxSize) ?? bodyLimit({ maxSize, onError: (c) => refuse(c, tooLarge(maxSize)) });
    limits.set(maxSize, limit);
    return limit;
  };
  return (c, next) => limitTo(limitAt(c.req.path))(c, next);
};

const tooLarge = (maxSize: number): Refusal => ({
  kind: 'too-large',
  detail: `L’envoi dépasse ${maxSize / KILO} ko.`,
  cure: 'Envoyez moins à la fois.',
});

/** A JSON pointer (RFC 6901): `['statements', 0, 'flows']` → `/statements/0/flows`. */
export const pointerTo = (keys: readonly PropertyKey[]): string =>
  keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The faults of a body: where, what and the cure. */
export const bodyFaults = (issues: readonly unknown[], input: unknown): (Fault & { isRule: boolean })[] =>
  issues
    .flatMap((issue) => saidOf(issue as Issue, input, 'la description de l’API'))
    .map(({ keys, message, cure, isRule }) => ({
      pointer: pointerTo(keys),
      detail: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
      cure,
      isRule,
    }));
