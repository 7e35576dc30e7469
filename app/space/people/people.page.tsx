import { Moment } from '../../ui/moment';
import { PageBody, Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { peopleDoneWords, peopleWords } from '../../words/space-people';
import { restrictionDoneWords } from '../../words/space-second-person';
import { typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { SelectField, TextField } from '../form/fields';
import { DoneNote, ShownOnce } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import { isOf } from '../form/typed';
import { InviteForm, OpenInvitations } from './invitations';
import type { PeopleData } from './people-data';
import { People } from './people-list';
import { Restrictions } from './restrictions';

type RenewalFormProps = Pick<
  PeopleData,
  'isDesk' | 'own' | 'organisations' | 'people' | 'isCodeAsked' | 'refused'
>;

/** After a theft of passwords: nobody is shut out, and no stolen one serves twice. */
export const RenewalForm = ({
  isDesk,
  own,
  organisations,
  people,
  isCodeAsked,
  refused,
}: RenewalFormProps) => {
  const last = isOf(refused, 'renouveler') ? refused : null;
  const withAccounts = organisations.filter(({ id }) =>
    people.some(({ organisation, disabledAt }) => organisation === id && disabledAt === null),
  );
  return (
    <Section id="renouveler" title={peopleWords.stolenTitle}>
      <FoldedAction
        action="renouveler"
        {...(isDesk ? {} : { target: own })}
        summary={peopleWords.renewAll}
        about={isDesk ? peopleWords.ofOneOrganisation : peopleWords.ofYours}
        own={last}
        isOpen={last !== null}
        isCodeAsked={isCodeAsked}
        submit={peopleWords.renew}
      >
        <p className="small">{peopleWords.renewHint}</p>
        {isDesk && (
          <SelectField
            label={peopleWords.whichOrganisation}
            name="id"
            of="/param/id"
            options={withAccounts.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
          />
        )}
        <TextField label={peopleWords.reason} name="motif" of="/reason" maxLength={200} />
      </FoldedAction>
    </Section>
  );
};

export const PeoplePage = ({ done, made, ...page }: PeopleData) => {
  const { refused, isDesk, own, nameOf } = page;
  const shown = { ...page, isCodeAsked: page.isCodeAsked || refused?.needs === 'step-up' };
  return (
    <PageBody title={peopleWords.title} beside={isDesk ? peopleWords.ofAll : typeset(nameOf(own))}>
      {!isOf(refused, 'inviter') && <ProblemNote problem={refused?.problem ?? null} />}
      {refused === null && (
        <DoneNote said={peopleDoneWords.get(done ?? '') ?? restrictionDoneWords.get(done ?? '') ?? null} />
      )}
      {made && (
        <ShownOnce
          title={peopleWords.invited(made.email)}
          label={peopleWords.linkToGive}
          value={made.address}
        >
          <p>{made.isMailed ? peopleWords.mailed(made.email) : peopleWords.notMailed}</p>
          <p className="small">
            {peopleWords.linkHint}
            <Moment iso={made.expiresAt} as={longInstant} />.
          </p>
        </ShownOnce>
      )}
      <Restrictions
        restrictions={page.restrictions.filter(({ action }) => action.startsWith('account-'))}
        nameOf={nameOf}
        isCodeAsked={shown.isCodeAsked}
      />
      <People {...shown} />
      <OpenInvitations {...shown} />
      <RenewalForm {...shown} />
      <InviteForm key={made?.address} {...shown} />
    </PageBody>
  );
};
