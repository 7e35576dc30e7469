import { z } from 'zod';
import { answer, operatorAnswer } from './answers';
import { list } from './ids';
import { instant } from './instants';

/** What the board said at an instant: `generatedAt` is when it was asked for and signed. */
const attestation = z
  .object({
    format: z.literal('comptoir-attestation/1'),
    id: z.string(),
    generatedAt: instant,
    keyId: z.string(),
    seq: z.number().int(),
    auditHead: z.object({ number: z.number().int(), hash: z.string() }),
    answer: z.union([answer, operatorAnswer]),
    /** When each statement among `answer.voices` entered this database. */
    stored: list(z.object({ statement: z.string(), storedAt: instant })),
  })
  .meta({ id: 'Attestation' });

/** `GET /api/v1/attestations/{id}`. `signature`: Ed25519, base64, over the RFC 8785 bytes of `attestation`. */
export const signedAttestation = z
  .object({ attestation, signature: z.string() })
  .meta({ id: 'SignedAttestation' });
export type SignedAttestation = z.infer<typeof signedAttestation>;
