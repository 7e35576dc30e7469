import { Form, Link } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { fr } from '../../words/fr/typography';
import { TextField } from './fields';
import { ProblemNote } from './problem-note';

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
