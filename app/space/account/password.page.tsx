import { Form, Link, useNavigation } from '@remix-run/react';
import { fr } from '../../words/typography';
import { PasswordField } from '../form/fields';
import { StepUpField } from '../form/form';
import { faultAt, ProblemNote } from '../form/refusals';
import type { Refusal } from '../form/typed';

type PasswordPageProps = {
  /** It has to be changed before anything else. */
  isAsked: boolean;
  email: string | null;
  isCodeAsked: boolean;
  refused: Refusal | null;
};

export const PasswordPage = ({ isAsked, email, refused, ...page }: PasswordPageProps) => {
  const isSending = useNavigation().state === 'submitting';
  const problem = refused?.problem ?? null;
  const isCodeAsked = !isAsked && (page.isCodeAsked || refused?.needs === 'step-up');
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>{isAsked ? 'Choisissez un nouveau mot de passe' : 'Changer de mot de passe'}</h1>
        {email && <p>{email}</p>}
      </div>
      <ProblemNote problem={problem} />
      {isAsked && (
        <p className="lead">{fr`Celui que vous avez est peut-être connu de quelqu'un d'autre. Rien d'autre ne s'ouvre avant.`}</p>
      )}
      <Form method="post" className="form narrow">
        <PasswordField
          label="Mot de passe actuel"
          name="passe-actuel"
          autoComplete="current-password"
          fault={faultAt(problem, 'current')}
          required
        />
        <PasswordField
          label="Nouveau mot de passe"
          name="passe-nouveau"
          autoComplete="new-password"
          minLength={15}
          hint={fr`Au moins 15 caractères : une phrase de quatre ou cinq mots sans rapport entre eux convient. Le coller est permis.`}
          fault={faultAt(problem, 'password')}
          required
        />
        <div className="checks">
          <label>
            <input
              type="checkbox"
              name="cles"
              value="revoke"
              defaultChecked={refused?.typed.cles?.[0] === 'revoke'}
            />{' '}
            {fr`Révoquer aussi mes clés d'API : à faire si le mot de passe a été volé`}
          </label>
        </div>
        {isCodeAsked && <StepUpField />}
        <div className="send">
          <button className="button button-main" type="submit" disabled={isSending}>
            Changer de mot de passe
          </button>
          {!isAsked && (
            <Link className="small" to="/espace/compte">
              Renoncer
            </Link>
          )}
        </div>
      </Form>
      <p className="small">{fr`Vos autres sessions se ferment ; celle-ci reste ouverte.`}</p>
    </main>
  );
};
