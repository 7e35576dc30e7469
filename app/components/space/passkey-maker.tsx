import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { type FormEvent, useEffect, useState } from 'react';
import { fr } from '../../words/fr/typography';
import { askDoor, Refused } from './doors';
import { TextField } from './fields';

/** Makes a passkey on this machine; `onDone` is given the recovery codes when these are the first. */
export const PasskeyMaker = ({ onDone }: { onDone: (codes: readonly string[]) => void }) => {
  const [isOffered, setOffered] = useState(false);
  const [said, setSaid] = useState('');
  useEffect(() => setOffered(typeof window.PublicKeyCredential === 'function'), []);
  if (!isOffered)
    return <p className="small">{fr`Il y faut JavaScript et un navigateur qui connaît les clés d'accès.`}</p>;
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('nom') ?? '').trim();
    setSaid('');
    try {
      onDone(await register(name));
    } catch (error) {
      setSaid(error instanceof Refused ? error.message : 'La clé d’accès n’a pas répondu.');
    }
  };
  return (
    <form className="gesture" onSubmit={(event) => void make(event)}>
      <TextField
        label="Nom de cette clé"
        name="nom"
        hint={fr`Pour la reconnaître : « ordinateur du bureau », « clé USB bleue ».`}
        maxLength={100}
        required
      />
      <button type="submit" className="button">
        {fr`Créer une clé d'accès`}
      </button>
      <span role="status" className="small">
        {said}
      </span>
    </form>
  );
};

const register = async (name: string): Promise<readonly string[]> => {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = await askDoor<PublicKeyCredentialCreationOptionsJSON>(
    '/api/v1/account/passkeys/question',
  );
  const response = await startRegistration({ optionsJSON });
  const { codes } = await askDoor<{ codes: readonly string[] }>('/api/v1/account/passkeys', {
    name,
    response,
  });
  return codes;
};
