import { z } from 'zod';
import { board } from './answers';
import { list } from './ids';
import { incident } from './incidents';
import { instant } from './instants';
import { maintenance } from './maintenances';
import { notice } from './notices';
import { platformLine } from './platforms';

/**
 * `GET /api/v1/snapshot`: the whole current state in one file, signed as it is, to the byte. Past `validUntil` it is
 * no longer to be believed. `auditHead`: the end of the journal's chain. `since`: null, or the number after which
 * changed lines are told; then boards hold these alone, and nothing is signed.
 */
export const snapshot = z
  .object({
    format: z.literal('comptoir-snapshot/1'),
    seq: z.number().int(),
    generatedAt: instant,
    validUntil: instant,
    keyId: z.string(),
    auditHead: z.object({ number: z.number().int(), hash: z.string() }),
    since: z.number().int().nullable(),
    boards: list(board.omit({ seq: true, at: true, knownAt: true })),
    platforms: list(platformLine),
    incidents: list(incident),
    notices: list(notice),
    maintenances: list(maintenance),
  })
  .meta({ id: 'Snapshot' });

const signingKey = z
  .object({
    keyId: z.string(),
    publicKey: z.string(),
    since: instant,
    until: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'SigningKey' });

/** A list kept from before keys could be revoked says nothing of it. */
export const keptSigningKeys = z.object({ keys: z.array(signingKey.partial({ revokedAt: true })) });

/**
 * `GET /api/v1/signing-keys`: Ed25519, SPKI, base64; `until`: when it stopped signing, null: it still does; `revokedAt`:
 * since when nothing it ever signed is to be believed.
 */
export const signingKeys = z.object({ keys: list(signingKey) });

/**
 * An end of the journal's chain that was signed: `head` is the digest of row `number`, `seq` the number of the state that
 * bore it. `signature`: Ed25519, base64, by `keyId`, of the UTF-8 text
 * `comptoir-head/1 {seq} {number} {head} {signedAt} {keyId}`.
 */
const signedHead = z
  .object({
    seq: z.number().int(),
    number: z.number().int(),
    head: z.string(),
    signedAt: instant,
    keyId: z.string(),
    signature: z.string(),
  })
  .meta({ id: 'SignedHead' });

/** `GET /api/v1/signed-heads`: newest first; `next` is the cursor of the following page. */
export const signedHeadPage = z.object({ heads: list(signedHead), next: z.string().nullable() });
