import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { JournalRefused } from '#db/database';
import { canonicalText } from '#server/contract/attestation-check';
import { readAttestationId } from '#server/contract/attestation-id';
import { signedAttestation } from '#server/contract/attestations';
import { apartWords, isAheadOfMachine } from '#server/contract/clock';
import type { Deps } from '../deps';
import { CACHE } from '../kit/etag';
import { type Documented, type Refusal, refusal } from '../kit/problems';
import { replies } from '../kit/replies';
import { type RequestScope, resolveQuestion } from '../kit/request-scope';
import { createRouter } from '../kit/router';
import { LATELY, mutuelleAnswerJson, operatorAnswerJson } from './answer-body';

const route = createRoute({
  method: 'get',
  path: '/attestations/{id}',
  summary: 'Ce que disait le tableau à un instant, signé',
  description:
    'L’identifiant est la question : PROFESSION.mutuelle.ID.INSTANT ou PROFESSION.platform.ID.INSTANT, l’instant en ' +
    'UTC (20240202T110000Z). « signature » (Ed25519, base64, clé « keyId » de /signing-keys) est celle des octets ' +
    'canoniques (RFC 8785) de « attestation ». Gardez le fichier à l’octet près : `npm run verify -- FICHIER` le ' +
    'vérifie sans nous.',
  request: { params: z.object({ id: z.string().max(300) }) },
  responses: replies(signedAttestation, 'La réponse de cet instant, ses déclarations, la fin du journal'),
});

const UNKNOWN: Refusal = {
  kind: 'unknown-id',
  pointer: '/param/id',
  detail: 'Ce n’est pas l’identifiant d’une attestation.',
  near: [],
  cure: 'Écrivez PROFESSION.mutuelle.ID.INSTANT ou PROFESSION.platform.ID.INSTANT, l’instant en UTC : optician.mutuelle.alan.20240202T110000Z.',
};
const TO_COME: Refusal = {
  kind: 'malformed',
  pointer: '/param/id',
  detail: 'Cet instant est à venir : le tableau n’en a encore rien dit.',
  cure: 'Donnez un instant passé.',
};

/** Nothing of it is kept, but how many were asked for (`comptoir_requests_total`). */
export const attestations = (deps: Deps) =>
  createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param');
    const asked = readAttestationId(id);
    if (!asked) return refusal(c, UNKNOWN);
    const { profession, subject, at } = asked;
    const now = deps.now();
    if (at > now) return refusal(c, TO_COME);
    const named = 'mutuelle' in subject ? { mutuelles: [subject.mutuelle] } : subject;
    const scope = await resolveQuestion(deps, profession, { at, knownAt: at }, named, LATELY);
    if (!scope.ok) return refusal(c, scope.refusal);
    const answer = await ('mutuelle' in subject
      ? mutuelleAnswerJson(deps, scope.value, subject.mutuelle)
      : operatorAnswerJson(deps, scope.value, subject.platform));
    const file = await signed(deps, { id, now, scope: scope.value, answer });
    c.header('Cache-Control', CACHE);
    return c.body(file, 200, { 'Content-Type': 'application/json' }) as Response as Documented;
  });

type Attested = {
  id: string;
  now: Date;
  scope: RequestScope;
  answer: Pick<Awaited<ReturnType<typeof mutuelleAnswerJson>>, 'voices'>;
};

/** Signed by the rules of snapshots: no journal that is refused, and no instant to come. */
const signed = async (deps: Deps, { id, now, scope: { read }, answer }: Attested): Promise<string> => {
  const doubt = deps.clockDoubt();
  const why =
    doubt && isAheadOfMachine(doubt)
      ? `l’horloge de la machine est ${apartWords(doubt)} sur ce qui est écrit`
      : await deps.guard.look();
  if (why) throw new JournalRefused(why);
  const signer = await deps.signer();
  const heard = new Set(answer.voices.map(({ statement }) => statement));
  const attestation = {
    format: 'comptoir-attestation/1',
    id,
    generatedAt: now,
    keyId: signer.keyId,
    seq: read.seq,
    auditHead: read.auditHead,
    answer,
    stored: read.evidence.statements.flatMap((each) =>
      heard.has(each.id) ? [{ statement: each.id, storedAt: each.storedAt }] : [],
    ),
  };
  const signature = signer.sign(Buffer.from(canonicalText(attestation)));
  await deps.guard.keep(read, now, signer);
  return canonicalText({ attestation, signature });
};
