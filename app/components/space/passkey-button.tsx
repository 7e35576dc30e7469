import { useEffect, useState } from 'react';

type PasskeyButtonProps = {
  purpose: 'sign-in' | 'step-up';
  label: string;
  onDone: () => void;
};

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
      const optionsJSON = await post(`${ADDRESSES[purpose]}/question`);
      await post(ADDRESSES[purpose], {
        response: await startAuthentication({ optionsJSON: optionsJSON as never }),
      });
      onDone();
    } catch (error) {
      setSaid(error instanceof Refused ? error.message : 'La clé d’accès n’a pas répondu.');
    }
  };
  return (
    <>
      <button className="button" type="button" onClick={() => void show()}>
        {label}
      </button>
      <span role="status" className="small">
        {said}
      </span>
    </>
  );
};

class Refused extends Error {}

/** Our own doors, from the page itself. Throws what they refuse. */
const post = async (address: string, body?: object): Promise<unknown> => {
  const headers = { 'Content-Type': 'application/json' };
  const init = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const response = await fetch(address, { method: 'POST', ...init });
  const told = (await response.json()) as { detail?: string };
  if (!response.ok) throw new Refused(told.detail ?? 'Refusé.');
  return told;
};
