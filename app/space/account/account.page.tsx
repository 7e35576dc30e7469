import { Link } from '@remix-run/react';
import type { AccountRecord, SessionRecord } from '#server/contract/accounts';
import { Moment } from '../../ui/moment';
import { PageBody, Section } from '../../ui/page-body';
import { longInstant } from '../../words/instants';
import { accountDoneWords, accountWords, codesLeftWords } from '../../words/space-account';
import { fieldWords } from '../../words/space-form';
import { typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { DoneNote } from '../form/notes';
import { fieldFault, ProblemNote } from '../form/refusals';
import { isOf, type Refusal } from '../form/typed';
import { PasswordAgain } from './password.page';
import { Sessions } from './sessions';

type PasskeysProps = {
  passkeys: AccountRecord['passkeys'];
  at: string;
  isCodeAsked: boolean;
  refused: Refusal | null;
};

export const Passkeys = ({ passkeys, at, isCodeAsked, refused }: PasskeysProps) => (
  <>
    <p>
      {passkeys.length === 0 ? accountWords.noPasskey : accountWords.passkeys(passkeys.length)}
      <Link to="/espace/second-facteur#cle">{accountWords.addPasskey}</Link>
    </p>
    <ul className="notices">
      {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <li key={id}>
          <h3>{typeset(name)}</h3>
          <p>
            {accountWords.addedOn}
            <Moment iso={createdAt} as={longInstant} />
            {' · '}
            {lastUsedAt === null ? accountWords.neverShown : accountWords.shownAgo(lastUsedAt, at)}
          </p>
          <FoldedAction
            action="retirer"
            target={id}
            summary={accountWords.remove}
            about={accountWords.aboutPasskey(name)}
            isOpen={isOf(refused, 'retirer', id)}
            isCodeAsked={isCodeAsked}
            submit={accountWords.removePasskey}
          >
            <PasswordAgain
              fault={isOf(refused, 'retirer', id) ? fieldFault(refused?.problem ?? null, 'password') : null}
            />
          </FoldedAction>
        </li>
      ))}
    </ul>
  </>
);

type AccountPageProps = {
  writer: {
    account: NonNullable<SessionRecord['account']>;
    organisation: NonNullable<SessionRecord['organisation']>;
  };
  account: AccountRecord;
  at: string;
  isCodeAsked: boolean;
  done: string | null;
  refused: Refusal | null;
};

export const AccountPage = ({ writer, account, at, done, refused, ...page }: AccountPageProps) => {
  const isCodeAsked = page.isCodeAsked || refused?.needs === 'step-up';
  return (
    <PageBody
      title={accountWords.title}
      beside={accountWords.writer({
        name: writer.account.name,
        role: writer.account.role,
        organisation: writer.organisation.name,
        email: writer.account.email,
      })}
    >
      <ProblemNote problem={refused?.problem ?? null} />
      {refused === null && <DoneNote said={accountDoneWords.get(done ?? '') ?? null} />}
      <Section id="passe" title={fieldWords.password}>
        <p>
          <Link to="/espace/mot-de-passe">{accountWords.changePassword}</Link>
          {accountWords.closesOtherSessions}
          <Link to="/espace/compte/fournisseur">{accountWords.byOrganisation}</Link>
          {' · '}
          <Link to="/espace/securite">{accountWords.securityLink}</Link>
        </p>
      </Section>
      <Section id="facteurs" title={accountWords.secondFactor}>
        <p>
          {account.hasTotp ? accountWords.hasApplication : accountWords.noApplication}
          <Link to="/espace/second-facteur">
            {account.hasTotp ? accountWords.changeApplication : accountWords.takeApplication}
          </Link>
        </p>
        <Passkeys passkeys={account.passkeys} at={at} isCodeAsked={isCodeAsked} refused={refused} />
      </Section>
      <Section id="secours" title={accountWords.recoveryCodes}>
        <p>{codesLeftWords(account.recoveryCodesLeft)}</p>
        <FoldedAction
          action="secours"
          summary={accountWords.newCodes}
          about={accountWords.aboutNewCodes}
          isOpen={isOf(refused, 'secours')}
          isCodeAsked={isCodeAsked}
          submit={accountWords.replaceCodes}
        >
          <PasswordAgain
            fault={isOf(refused, 'secours') ? fieldFault(refused?.problem ?? null, 'password') : null}
          />
          <p className="small">{accountWords.codesAreReplaced}</p>
        </FoldedAction>
      </Section>
      <Sessions sessions={account.sessions} at={at} />
    </PageBody>
  );
};
