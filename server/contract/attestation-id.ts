import type { Profession } from '#server/domain/facts/vocabulary';
import { PROFESSIONS } from '#server/domain/facts/vocabulary';

/** What an attestation is asked about. Its id says all of it, so nothing needs to be kept to give it again. */
export type AttestationQuestion = {
  profession: Profession;
  subject: { mutuelle: string } | { platform: string };
  at: Date;
};

const FORM = /^([a-z-]+)\.(mutuelle|platform)\.([a-z0-9]+(?:-[a-z0-9]+)*)\.(\d{8}T\d{6}(?:\.\d{3})?Z)$/;

/** `optician.mutuelle.alan.20240202T110000Z`: UTC, with milliseconds when there are any. */
export const attestationId = ({ profession, subject, at }: AttestationQuestion): string => {
  const instant = at.toISOString().replaceAll(/[-:]/g, '').replace('.000Z', 'Z');
  const named = 'mutuelle' in subject ? `mutuelle.${subject.mutuelle}` : `platform.${subject.platform}`;
  return [profession, named, instant].join('.');
};

/** Null: no such id. A question has one id, so another way of writing it has none. */
export const readAttestationId = (id: string): AttestationQuestion | null => {
  const [, named, kind, key = '', instant = ''] = FORM.exec(id) ?? [];
  const profession = PROFESSIONS.find((each) => each === named);
  const at = new Date(instant.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:'));
  if (!profession || Number.isNaN(+at)) return null;
  const question: AttestationQuestion = {
    profession,
    subject: kind === 'mutuelle' ? { mutuelle: key } : { platform: key },
    at,
  };
  return attestationId(question) === id ? question : null;
};
