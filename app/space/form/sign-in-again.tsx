import { Form } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { fieldWords, signInAgainWords } from '../../words/space-form';
import { TextField } from './fields';
import { ProblemNote } from './refusals';
import type { Typed } from './typed';

/** The session ended while one typed: what was typed is here, and goes with the signing in. */
export const SignInAgain = ({ typed, problem }: { typed: Typed; problem: Problem }) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>{signInAgainWords.title}</h1>
    </div>
    <p>{signInAgainWords.lead}</p>
    <ProblemNote problem={problem.type.endsWith('session-over') ? null : problem} />
    <Form method="post" className="form narrow">
      {Object.entries(typed).flatMap(([name, values]) =>
        values.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fields of one name have nothing but their order
          <input key={`${name} ${index}`} type="hidden" name={name} value={value} />
        )),
      )}
      <TextField
        label={fieldWords.email}
        name="reconnexion-adresse"
        type="email"
        autoComplete="username"
        required
      />
      <TextField
        label={fieldWords.password}
        name="reconnexion-passe"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField label={signInAgainWords.code} name="code" autoComplete="one-time-code" required />
      <div className="send">
        <button className="button button-main" type="submit">
          {signInAgainWords.submit}
        </button>
      </div>
    </Form>
    <details className="kept">
      <summary>{signInAgainWords.kept}</summary>
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
