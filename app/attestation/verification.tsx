import { type ChangeEvent, useEffect, useState } from 'react';
import { canonicalText, checkAttestation } from '#server/contract/attestation-check';
import type { SignedAttestation } from '#server/contract/attestations';
import type { CheckingKey } from '#server/contract/snapshot-check';
import { attestationWords, refusedAttestation } from '../words/attestation';
import { groupOf, groupWords } from '../words/verdicts';

type Said = { text: string; isHeld: boolean };

const check = async (text: string, keys: readonly CheckingKey[], id: string | null): Promise<Said> => {
  const checked = await checkAttestation({ text, keys, id });
  if ('refused' in checked) return { text: refusedAttestation(checked.refused), isHeld: false };
  if (!checked.isSigned) return { text: attestationWords.unable, isHeld: false };
  const { attestation } = checked;
  const { word } = groupWords[groupOf(attestation.answer)];
  return {
    text: id === null ? attestationWords.fileHeld(attestation.id, word) : attestationWords.held,
    isHeld: true,
  };
};

type GivenProps = { file: SignedAttestation; keys: readonly CheckingKey[] };

/** Whether this browser believes the attestation that the page shows; nothing is asked of anyone. */
export const OwnVerification = ({ file, keys }: GivenProps) => {
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    void check(canonicalText(file), keys, file.attestation.id).then(setSaid);
  }, [file, keys]);
  return (
    <p className={said?.isHeld ? 'attested' : 'warn'} role="status">
      <span className="needs-script">{said?.text ?? attestationWords.checking}</span>
      <span className="without-script">{attestationWords.withoutScript}</span>
    </p>
  );
};

/** The same of a file that somebody received, kept in this browser. */
export const FileVerification = ({ keys }: { keys: readonly CheckingKey[] }) => {
  const [said, setSaid] = useState<Said | null>(null);
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    setSaid(file ? await check(await file.text(), keys, null) : null);
  };
  return (
    <div className="needs-script no-print">
      <h2>{attestationWords.checkTitle}</h2>
      <label htmlFor="recu">{attestationWords.file}</label>
      <input id="recu" type="file" accept=".json,application/json" onChange={(event) => void read(event)} />
      <p className={said?.isHeld ? 'attested' : 'warn'} role="status" hidden={said === null}>
        {said?.text}
      </p>
    </div>
  );
};
