import { z } from 'zod';
import { instant } from './instants';
import { list } from './list';

/**
 * An end of the journal's chain that was signed: `head` is the digest of row `number`, `seq` the number of the state that
 * bore it. `signature`: Ed25519, base64, by `keyId`, of the UTF-8 text
 * `comptoir-head/1 {seq} {number} {head} {signedAt} {keyId}`.
 */
const signedHead = z.object({
  seq: z.number().int(),
  number: z.number().int(),
  head: z.string(),
  signedAt: instant,
  keyId: z.string(),
  signature: z.string(),
});

/** `GET /api/v1/signed-heads`: newest first; `next` is the cursor of the following page. */
export const signedHeadPage = z.object({ heads: list(signedHead), next: z.string().nullable() });
