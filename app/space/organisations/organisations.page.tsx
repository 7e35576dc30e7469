import { Link } from '@remix-run/react';
import type { OrganisationRecord } from '#server/contract/directory-edits';
import type { RestrictionRecord } from '#server/contract/restrictions';
import { namesOf } from '../../ui/names';
import { PageBody } from '../../ui/page-body';
import { ScrollRegion, TableHead } from '../../ui/table';
import { organisationKindWords } from '../../words/organisations';
import { fieldWords } from '../../words/space-form';
import { organisationsWords, scopeWords } from '../../words/space-organisations';
import { restrictionDoneWords } from '../../words/space-second-person';
import { typeset } from '../../words/typography';
import { DoneNote } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import type { Ready } from '../form/sending';
import type { Refusal } from '../form/typed';
import { Restrictions } from '../people/restrictions';

type OrganisationsPageProps = {
  organisations: readonly OrganisationRecord[];
  platforms: readonly { id: string; name: string }[];
  restrictions: readonly RestrictionRecord[];
  ready: Ready;
  done: string | null;
  refused: Refusal | null;
};

export const OrganisationsPage = ({
  organisations,
  platforms,
  restrictions,
  ready,
  done,
  refused,
}: OrganisationsPageProps) => (
  <PageBody isWide title={organisationsWords.title} beside={organisationsWords.lead}>
    <ProblemNote problem={refused?.problem ?? null} />
    {refused === null && <DoneNote said={restrictionDoneWords.get(done ?? '') ?? null} />}
    <Restrictions
      restrictions={restrictions}
      nameOf={namesOf(platforms)}
      isCodeAsked={ready.isCodeAsked || refused?.needs === 'step-up'}
    />
    <p className="desk-links">
      <Link className="button button-main" to="/espace/organisations/nouvelle">
        {organisationsWords.add}
      </Link>
    </p>
    <ScrollRegion label={organisationsWords.scroll}>
      <table className="organisations">
        <TableHead columns={[fieldWords.name, fieldWords.kind, organisationsWords.scope]} />
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
  </PageBody>
);
