import { Link } from '@remix-run/react';
import type { OrganisationRecord } from '#server/contract/directory-edits';
import { organisationKindWords } from '../../../words/fr/organisations';
import { scopeWords } from '../../../words/fr/space-organisations';
import { typeset } from '../../../words/fr/typography';
import { ScrollRegion } from '../../scroll-region';
import { namesOf } from '../../told';

type OrganisationsPageProps = {
  organisations: readonly OrganisationRecord[];
  platforms: readonly { id: string; name: string }[];
};

export const OrganisationsPage = ({ organisations, platforms }: OrganisationsPageProps) => (
  <main className="page desk" id="contenu">
    <div className="title">
      <h1>Organisations</h1>
      <p>Qui parle, et sur quoi</p>
    </div>
    <p className="desk-links">
      <Link className="button button-main" to="/espace/organisations/nouvelle">
        Ajouter une organisation
      </Link>
    </p>
    <ScrollRegion label="Organisations, défile de côté">
      <table className="organisations">
        <thead>
          <tr>
            <th scope="col">Nom</th>
            <th scope="col">Sorte</th>
            <th scope="col">Périmètre</th>
          </tr>
        </thead>
        <tbody>
          {organisations.map((organisation) => (
            <tr key={organisation.id}>
              <th scope="row">
                <Link to={`/espace/organisations/${organisation.id}`}>{typeset(organisation.name)}</Link>
              </th>
              <td>{organisationKindWords[organisation.kind]}</td>
              <td>{scopeWords(organisation, namesOf(platforms))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  </main>
);
