import { type Issue, saidOf } from '#server/contract/faults';
import type { Fault } from '#server/contract/problem';

/** A JSON pointer (RFC 6901): `['statements', 0, 'flows']` → `/statements/0/flows`. */
export const pointerTo = (keys: readonly PropertyKey[]): string =>
  keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** What is wrong in a body: where, what and the cure. */
export const bodyFaults = (issues: readonly unknown[], input: unknown): (Fault & { isRule: boolean })[] =>
  issues
    .flatMap((issue) => saidOf(issue as Issue, input, 'la description de l’API'))
    .map(({ keys, message, cure, isRule }) => ({
      pointer: pointerTo(keys),
      detail: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
      cure,
      isRule,
    }));
