import type { MiddlewareHandler } from 'hono';
import { refusal } from '../problems';
import { type AddressRange, askingNetwork } from './network';

/** Lets only this machine in, asked directly: through a proxy the address is nobody's. */
export const ownMachineOnly =
  (given: { trustedProxies: readonly AddressRange[] }): MiddlewareHandler =>
  async (c, next) => {
    if (askingNetwork(given, c) === null) return next();
    return refusal(c, { kind: 'no-such-address', detail: `Rien à l’adresse ${c.req.path}.` });
  };
