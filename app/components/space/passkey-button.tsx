import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { useEffect, useState } from 'react';
import { askDoor, Refused } from './doors';

type PasskeyButtonProps = {
  purpose: 'sign-in' | 'step-up';
  label: string;
  onDone: () => void;
};

type Question = PublicKeyCredentialRequestOptionsJSON;

const DONE = { 'sign-in': 'Clé d’accès reconnue.', 'step-up': 'Clé d’accès reconnue : vous pouvez envoyer.' };
const ADDRESSES = { 'sign-in': '/api/v1/session/passkey', 'step-up': '/api/v1/session/step-up' };

/** Shown where the browser has authenticators; the form beside it works without. */
export const PasskeyButton = ({ purpose, label, onDone }: PasskeyButtonProps) => {
  const [isOffered, setOffered] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => setOffered(typeof window.PublicKeyCredential === 'function'), []);
  if (!isOffered) return null;
  const show = async () => {
    setSaid('');
    try {
      const { startAuthentication } = await import('@simplewebauthn/browser');
      const optionsJSON = await askDoor<Question>(`${ADDRESSES[purpose]}/question`);
      await askDoor(ADDRESSES[purpose], { response: await startAuthentication({ optionsJSON }) });
      setSaid(DONE[purpose]);
      onDone();
    } catch (error) {
      setSaid(error instanceof Refused ? error.message : 'La clé d’accès n’a pas répondu.');
    }
  };
  return (
    <span className="passkey">
      <button className="button" type="button" onClick={() => void show()}>
        {label}
      </button>
      <span role="status" className="small">
        {said}
      </span>
    </span>
  );
};
