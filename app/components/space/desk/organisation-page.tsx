import { Link } from '@remix-run/react';
import { organisationKindWords } from '../../../words/fr/organisations';
import { fr, typeset } from '../../../words/fr/typography';
import { DoneNote } from '../done-note';
import { OrganisationForm, type OrganisationFormProps } from './organisation-form';

/** `organisation` null: a new one. */
export const OrganisationPage = ({ said, ...form }: OrganisationFormProps & { said: string | null }) => {
  const { organisation } = form;
  return (
    <main className="page desk" id="contenu">
      <p className="small crumb-top">
        <Link to="/espace/organisations">Organisations</Link>
      </p>
      <div className="title">
        <h1>{organisation ? typeset(organisation.name) : 'Nouvelle organisation'}</h1>
        <p>
          {organisation
            ? `${organisationKindWords[organisation.kind]}, identifiant ${organisation.id}`
            : fr`Elle parle sur son périmètre, et rien d'autre. Ses comptes s'ouvrent ensuite par invitation.`}
        </p>
      </div>
      <DoneNote said={said} />
      {organisation && (
        <p className="small">
          <Link to={`/espace/organisations/${organisation.id}/connexion`}>
            {fr`Connexion par son propre fournisseur d'identité`}
          </Link>
        </p>
      )}
      <OrganisationForm {...form} />
    </main>
  );
};
