import { Form, Link } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { fr, typeset } from '../../words/typography';
import { TextField } from '../form/fields';
import { PasskeyButton } from '../form/passkeys';
import { ProblemNote } from '../form/refusals';

export const CodePage = ({ problem }: { problem: Problem | null }) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>Second facteur</h1>
    </div>
    <ProblemNote problem={problem} />
    <Form method="post" className="form narrow">
      <TextField
        label="Code de votre application"
        name="facteur"
        autoComplete="one-time-code"
        hint={fr`Six chiffres. Sans téléphone : un de vos codes de secours.`}
        required
      />
      <div className="send">
        <button className="button button-main" type="submit">
          Entrer
        </button>
        <Link className="small" to="/espace/connexion">
          Recommencer
        </Link>
      </div>
    </Form>
  </main>
);

type SignInPageProps = {
  problem: Problem | null;
  email: string;
  back: string;
  /** Organisations whose people may begin at their own provider, and how that ended. */
  providers: readonly { organisation: string; name: string }[];
  outcome: string | null;
};

export const SignInPage = ({ problem, email, back, providers, outcome }: SignInPageProps) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>Espace des auteurs</h1>
    </div>
    <p className="lead">{fr`Pour les opérateurs, les syndicats, les mutuelles et le bureau. Au comptoir, aucun compte n'est nécessaire.`}</p>
    <ProblemNote problem={problem} />
    {outcome && (
      <p className="problem" role="alert">
        {outcome}
      </p>
    )}
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
    {providers.length > 0 && (
      <section className="part" aria-labelledby="fournisseurs">
        <h2 id="fournisseurs">Par votre organisation</h2>
        <p className="small">{fr`Le second facteur est demandé ensuite, ici.`}</p>
        {providers.map(({ organisation, name }) => (
          <p key={organisation}>
            <a
              className="button"
              href={`/api/v1/sign-in/start?${new URLSearchParams({ organisation, return: back })}`}
            >
              {fr`Se connecter avec ${typeset(name)}`}
            </a>
          </p>
        ))}
      </section>
    )}
    <p className="small">{fr`Pas de compte ? On n'entre que par invitation : demandez-la à la personne qui gère votre organisation, ou au bureau.`}</p>
  </main>
);
