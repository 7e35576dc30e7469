import { type CheckedAttestation, checkAttestation } from '#server/contract/attestation-check';
import { type SignedAttestation, signedAttestation } from '#server/contract/attestations';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import { checkingKeys, UNABLE, whyOf } from './check';
import type { SigningKey } from './sign';

/** Whether the text of a file is that of an attestation, to be believed or not. */
export const isAttestation = (text: string): boolean => /^\s*\{\s*"attestation"\s*:/.test(text);

/** Checks a file that an attestation was kept in; refused with why, in French. */
export const checkAttestationText = async (
  text: string,
  keys: readonly SigningKey[],
): Promise<Result<SignedAttestation['attestation'], string>> => {
  const checked = await checkAttestation({ text, keys: checkingKeys(keys), id: null });
  if ('refused' in checked) return refuse(wordsOf(checked.refused));
  if (!checked.isSigned) return refuse(UNABLE);
  const read = signedAttestation.shape.attestation.safeParse(checked.attestation);
  return read.success ? accept(read.data) : refuse(NO_ATTESTATION);
};

const NO_ATTESTATION =
  'ce n’est pas une attestation « comptoir-attestation/1 », à l’octet près comme elle a été donnée';

const wordsOf = (refused: Extract<CheckedAttestation, { refused: unknown }>['refused']): string => {
  switch (refused.why) {
    case 'form':
      return NO_ATTESTATION;
    case 'question':
      return `elle ne répond pas à la question qu’elle porte : ${refused.id}`;
    default:
      return whyOf(refused);
  }
};
