import { Form } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { fr } from '../../words/fr/typography';
import { TextField } from './fields';
import { PasskeyButton } from './passkey-button';
import { ProblemNote } from './problem-note';

type SignInPageProps = { problem: Problem | null; email: string; back: string };

export const SignInPage = ({ problem, email, back }: SignInPageProps) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>Espace des auteurs</h1>
    </div>
    <p className="lead">{fr`Pour les opérateurs, les syndicats, les mutuelles et le bureau. Au comptoir, aucun compte n'est nécessaire.`}</p>
    <ProblemNote problem={problem} />
    <Form method="post" className="form narrow">
      <TextField
        label="Adresse électronique"
        name="adresse"
        type="email"
        autoComplete="username webauthn"
        defaultValue={email}
        required
      />
      <TextField label="Mot de passe" name="passe" type="password" autoComplete="current-password" required />
      <div className="send">
        <button className="button button-main" type="submit">
          Continuer
        </button>
        <PasskeyButton
          purpose="sign-in"
          label="Utiliser une clé d’accès"
          onDone={() => window.location.assign(back)}
        />
      </div>
    </Form>
    <p className="small">{fr`Pas de compte ? On n'entre que par invitation : demandez-la à la personne qui gère votre organisation, ou au bureau.`}</p>
  </main>
);
