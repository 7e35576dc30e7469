import { Link } from '@remix-run/react';
import type { AccountRecord, SessionRecord } from '#server/contract/accounts';
import { accountDoneWords } from '../../words/fr/space-done';
import { roleWords } from '../../words/fr/space-roles';
import { counted, fr, typeset } from '../../words/fr/typography';
import { DoneNote } from './done-note';
import { faultAt } from './faults';
import { FoldedGesture } from './gesture-form';
import { Passkeys } from './passkeys';
import { PasswordAgain } from './password-again';
import { ProblemNote } from './problem-note';
import { Sessions } from './sessions';
import { isOf, type Refusal } from './typed';

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
    <main className="page" id="contenu">
      <div className="title">
        <h1>Mon compte</h1>
        <p>
          {fr`${writer.account.name}, ${roleWords[writer.account.role].word}, ${typeset(writer.organisation.name)} · ${writer.account.email}`}
        </p>
      </div>
      <ProblemNote problem={refused?.problem ?? null} />
      {refused === null && <DoneNote said={accountDoneWords.get(done ?? '') ?? null} />}
      <section className="part" aria-labelledby="passe">
        <h2 id="passe">Mot de passe</h2>
        <p>
          <Link to="/espace/mot-de-passe">En changer</Link>
          {fr` ferme vos autres sessions. `}
          <Link to="/espace/compte/fournisseur">Me connecter par mon organisation</Link>
          {' · '}
          <Link to="/espace/securite">Ce qui est arrivé à ce compte</Link>
        </p>
      </section>
      <section className="part" aria-labelledby="facteurs">
        <h2 id="facteurs">Second facteur</h2>
        <p>
          {account.hasTotp ? fr`Application de codes : en place. ` : fr`Application de codes : aucune. `}
          <Link to="/espace/second-facteur">{account.hasTotp ? 'En changer' : 'En prendre une'}</Link>
        </p>
        <Passkeys passkeys={account.passkeys} at={at} isCodeAsked={isCodeAsked} refused={refused} />
      </section>
      <section className="part" aria-labelledby="secours">
        <h2 id="secours">Codes de secours</h2>
        <p>{codesLeft(account.recoveryCodesLeft)}</p>
        <FoldedGesture
          gesture="secours"
          summary="Prendre des codes neufs"
          about="les anciens ne vaudront plus"
          isOpen={isOf(refused, 'secours')}
          isCodeAsked={isCodeAsked}
          submit="Remplacer mes codes"
        >
          <PasswordAgain
            fault={isOf(refused, 'secours') ? faultAt(refused?.problem ?? null, 'password') : null}
          />
          <p className="small">{fr`Les codes que vous avez ne vaudront plus rien. Les neufs ne seront montrés qu'une fois.`}</p>
        </FoldedGesture>
      </section>
      <Sessions sessions={account.sessions} at={at} />
    </main>
  );
};

const codesLeft = (count: number): string =>
  count === 0
    ? fr`Il ne vous en reste aucun : sans téléphone, vous ne pourriez plus entrer.`
    : fr`Il vous en reste ${counted(count, 'code')} sur dix.`;
