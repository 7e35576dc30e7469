import { Form } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { fr } from '../../words/typography';
import { TextField } from './fields';
import { ProblemNote } from './refusals';
import type { Typed } from './typed';

/** The session ended while one typed: what was typed is here, and goes with the signing in. */
export const SignInAgain = ({ typed, problem }: { typed: Typed; problem: Problem }) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>Reconnectez-vous</h1>
    </div>
    <p>{fr`Votre saisie est gardée dans cette page : elle part dès que vous vous reconnectez.`}</p>
    <ProblemNote problem={problem.type.endsWith('session-over') ? null : problem} />
    <Form method="post" className="form narrow">
      {Object.entries(typed).flatMap(([name, values]) =>
        values.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fields of one name have nothing but their order
          <input key={`${name} ${index}`} type="hidden" name={name} value={value} />
        )),
      )}
      <TextField
        label="Adresse électronique"
        name="reconnexion-adresse"
        type="email"
        autoComplete="username"
        required
      />
      <TextField
        label="Mot de passe"
        name="reconnexion-passe"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        label="Code de votre application, ou code de secours"
        name="code"
        autoComplete="one-time-code"
        required
      />
      <div className="send">
        <button className="button button-main" type="submit">
          Se reconnecter et envoyer
        </button>
      </div>
    </Form>
    <details className="kept">
      <summary>Voir ce qui est gardé</summary>
      <dl>
        {Object.entries(typed)
          .filter(([name]) => name !== 'cle' && name !== 'version')
          .map(([name, values]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{values.join(', ')}</dd>
            </div>
          ))}
      </dl>
    </details>
  </main>
);
