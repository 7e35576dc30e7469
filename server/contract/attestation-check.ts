import canonicalize from 'canonicalize';
import { attestationId, readAttestationId } from './attestation-id';
import type { SignedAttestation } from './attestations';
import { type CheckingKey, type Refused, signedBy } from './snapshot-check';

type Attestation = SignedAttestation['attestation'];

export type RefusedAttestation =
  /** It is no attestation, or not to the byte as one is given. */
  | Exclude<Refused, { why: 'worth' | 'older' }>
  /** It is one of another question, or says so itself and answers another. */
  | { why: 'question'; id: string };

/** `isSigned` false: this browser cannot tell (`Checked` of states). */
export type CheckedAttestation =
  | { attestation: Attestation; isSigned: boolean }
  | { refused: RefusedAttestation };

type Given = {
  /** The file as it was given. */
  text: string;
  keys: readonly CheckingKey[];
  /** What it is to be an attestation of; null: whatever it says. */
  id: string | null;
};

/**
 * Whether a file attests what it says, without asking anyone. It must be canonical to the byte: whoever shows it and
 * whoever checks it then read the same, names given twice or `__proto__` included.
 */
export const checkAttestation = async ({ text, keys, id }: Given): Promise<CheckedAttestation> => {
  const file = parsed(text);
  const attestation = file?.attestation;
  if (!file || attestation?.format !== 'comptoir-attestation/1' || canonicalText(file) !== text.trimEnd())
    return { refused: { why: 'form' } };
  const bytes = new TextEncoder().encode(canonicalText(attestation));
  const isSigned = await signedBy(bytes, file.signature, keys, attestation);
  if (typeof isSigned === 'object') return { refused: isSigned };
  const asked = id ?? attestation.id;
  return asked === attestation.id && questionIn(attestation) === asked
    ? { attestation, isSigned }
    : { refused: { why: 'question', id: attestation.id } };
};

/** The text that is signed, and the one that is given (RFC 8785). */
export const canonicalText = (value: object): string => canonicalize(value) ?? '';

const parsed = (text: string): SignedAttestation | null => {
  try {
    const file = JSON.parse(text);
    return Object.keys(file).length === 2 && isBase64(file.signature) ? file : null;
  } catch {
    return null;
  }
};

/** Written in the one way that these bytes are: the last sign of base64 has bits that say nothing. */
const isBase64 = (text: unknown): boolean => typeof text === 'string' && btoa(atob(text)) === text;

/** The id of the question that its answer answers. */
const questionIn = ({ id, answer }: Attestation): string | null => {
  const question = readAttestationId(id);
  if (!question) return null;
  const subject = 'mutuelle' in answer ? { mutuelle: answer.mutuelle } : { platform: answer.platform };
  return answer.knownAt === answer.at
    ? attestationId({ profession: answer.profession, subject, at: new Date(answer.at) })
    : null;
};
