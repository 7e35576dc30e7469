import { type InputHTMLAttributes, useEffect, useState } from 'react';
import { TextField } from './fields';

type PasswordFieldProps = { label: string; name: string; hint?: string; fault?: string | null } & Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'autoComplete' | 'minLength' | 'required'
>;

/** A password one may look at while typing it, where there is script. */
export const PasswordField = (props: PasswordFieldProps) => {
  const [isShown, setShown] = useState(false);
  const [isOffered, setOffered] = useState(false);
  useEffect(() => setOffered(true), []);
  return (
    <div className="password">
      <TextField {...props} type={isShown ? 'text' : 'password'} spellCheck={false} autoCapitalize="none" />
      {isOffered && (
        <button
          type="button"
          className="button button-small"
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          Afficher le mot de passe
        </button>
      )}
    </div>
  );
};
