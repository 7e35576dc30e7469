import { Link } from '@remix-run/react';
import { Moment } from '../../ui/moment';
import { PageBody } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { accountWords, ownProviderWords } from '../../words/space-account';
import { typeset } from '../../words/typography';
import { ActionForm } from '../form/action-form';
import { DoneNote } from '../form/notes';
import { fieldFault, ProblemNote } from '../form/refusals';
import type { Refusal } from '../form/typed';
import { PasswordAgain } from './password.page';

type OwnProviderProps = {
  offered: { organisation: string; name: string } | null;
  linkedAt: string | null;
  isPending: boolean;
  isCodeAsked: boolean;
  said: string | null;
  /** How the way to the provider ended. */
  outcome: string | null;
  refused: Refusal | null;
};

/** One's own account linked to one's identity at the provider of one's organisation. */
export const OwnProviderPage = ({
  offered,
  linkedAt,
  isPending,
  said,
  outcome,
  refused,
  ...page
}: OwnProviderProps) => {
  const isCodeAsked = page.isCodeAsked || refused?.needs === 'step-up';
  const again = <PasswordAgain fault={fieldFault(refused?.problem ?? null, 'password')} />;
  const name = typeset(offered?.name ?? '');
  return (
    <PageBody title={ownProviderWords.title} above={<Link to="/espace/compte">{accountWords.title}</Link>}>
      <ProblemNote problem={refused?.problem ?? null} />
      <DoneNote said={said} />
      {outcome && (
        <p className="problem" role="alert">
          {outcome}
        </p>
      )}
      <p className="lead">{ownProviderWords.lead}</p>
      {linkedAt !== null && (
        <>
          <p>
            {ownProviderWords.linkedOn}
            <Moment iso={linkedAt} as={longInstant} />.
          </p>
          <ActionForm action="delier" isCodeAsked={isCodeAsked} submit={ownProviderWords.unlink}>
            {again}
          </ActionForm>
        </>
      )}
      {linkedAt === null && offered === null && <p>{ownProviderWords.none}</p>}
      {linkedAt === null && offered !== null && isPending && (
        <>
          <p>{ownProviderWords.pending(name)}</p>
          <ActionForm action="relier" isCodeAsked={isCodeAsked} submit={ownProviderWords.link} isMain>
            {again}
          </ActionForm>
        </>
      )}
      {linkedAt === null && offered !== null && !isPending && (
        <p>
          <a
            className="button button-main"
            href={`/api/v1/sign-in/start?${new URLSearchParams({ organisation: offered.organisation, purpose: 'link' })}`}
          >
            {ownProviderWords.signInWith(name)}
          </a>
        </p>
      )}
    </PageBody>
  );
};
