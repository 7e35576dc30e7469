import { Form } from '@remix-run/react';
import { typeset } from '../../words/fr/typography';
import { CheckList } from './fields';
import type { Named } from './step-scope';

/** Which platforms the incident touches: asked first, since its grid is theirs. */
export const PlatformChoice = ({ choices }: { choices: readonly Named[] }) =>
  choices.length === 0 ? (
    <p className="empty">Aucune plateforme n’est dans votre périmètre.</p>
  ) : (
    <Form method="get" className="form">
      <CheckList
        legend="Plateformes touchées"
        name="plateforme"
        options={choices.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
        checked={[]}
      />
      <div className="send">
        <button className="button button-main" type="submit">
          Continuer
        </button>
      </div>
    </Form>
  );
