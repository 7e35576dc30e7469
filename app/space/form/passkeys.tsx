import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { type FormEvent, useEffect, useState } from 'react';
import { passkeyWords } from '../../words/space-form';
import { TextField } from './fields';

/** A refusal of our API, with its own words. */
export class Refused extends Error {}

/** Calls our API from the page. Throws what it refuses. */
export const askRoute = async <T,>(address: string, body?: object): Promise<T> => {
  const headers = { 'Content-Type': 'application/json' };
  const init = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const response = await fetch(address, { method: 'POST', ...init });
  const answer = (await response.json()) as T & { detail?: string };
  if (!response.ok) throw new Refused(answer.detail ?? passkeyWords.refused);
  return answer;
};

type PasskeyButtonProps = {
  purpose: 'sign-in' | 'step-up';
  label: string;
  onDone: () => void;
};

type Question = PublicKeyCredentialRequestOptionsJSON;

const DONE = { 'sign-in': passkeyWords.recognised, 'step-up': passkeyWords.recognisedMaySend };
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
      const optionsJSON = await askRoute<Question>(`${ADDRESSES[purpose]}/question`);
      await askRoute(ADDRESSES[purpose], { response: await startAuthentication({ optionsJSON }) });
      setSaid(DONE[purpose]);
      onDone();
    } catch (error) {
      setSaid(error instanceof Refused ? error.message : passkeyWords.noAnswer);
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

/** Makes a passkey on this machine; `onDone` is given the recovery codes when these are the first. */
export const PasskeyMaker = ({ onDone }: { onDone: (codes: readonly string[]) => void }) => {
  const [isOffered, setOffered] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => setOffered(typeof window.PublicKeyCredential === 'function'), []);
  if (!isOffered) return <p className="small">{passkeyWords.needsScript}</p>;
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('nom') ?? '').trim();
    setSaid('');
    try {
      onDone(await register(name));
    } catch (error) {
      setSaid(error instanceof Refused ? error.message : passkeyWords.noAnswer);
    }
  };
  return (
    <form className="action-form" onSubmit={(event) => void make(event)}>
      <TextField label={passkeyWords.name} name="nom" hint={passkeyWords.nameHint} maxLength={100} required />
      <button type="submit" className="button">
        {passkeyWords.create}
      </button>
      <span role="status" className="small">
        {said}
      </span>
    </form>
  );
};

const register = async (name: string): Promise<readonly string[]> => {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = await askRoute<PublicKeyCredentialCreationOptionsJSON>(
    '/api/v1/account/passkeys/question',
  );
  const response = await startRegistration({ optionsJSON });
  const { codes } = await askRoute<{ codes: readonly string[] }>('/api/v1/account/passkeys', {
    name,
    response,
  });
  return codes;
};
