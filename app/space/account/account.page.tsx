import { Link } from '@remix-run/react';
import type { AccountRecord, SessionRecord } from '#server/contract/accounts';
import { Moment } from '../../ui/moment';
import { ago, longInstant } from '../../words/instants';
import { accountDoneWords } from '../../words/space-done';
import { roleWords } from '../../words/space-keys';
import { counted, fr, typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { DoneNote } from '../form/notes';
import { faultAt, ProblemNote } from '../form/refusals';
import { isOf, type Refusal } from '../form/typed';
import { PasswordAgain } from './password-again';
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
      {passkeys.length === 0 ? fr`Clés d'accès : aucune. ` : fr`Clés d'accès : ${passkeys.length}. `}
      <Link to="/espace/second-facteur#cle">{fr`Ajouter une clé d'accès`}</Link>
    </p>
    <ul className="notices">
      {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <li key={id}>
          <h3>{typeset(name)}</h3>
          <p>
            Ajoutée le <Moment iso={createdAt} as={longInstant} />
            {' · '}
            {lastUsedAt === null ? 'jamais montrée' : `montrée ${ago(lastUsedAt, at)}`}
          </p>
          <FoldedAction
            action="retirer"
            target={id}
            summary="Retirer"
            about={fr`la clé « ${name} »`}
            isOpen={isOf(refused, 'retirer', id)}
            isCodeAsked={isCodeAsked}
            submit="Retirer cette clé"
          >
            <PasswordAgain
              fault={isOf(refused, 'retirer', id) ? faultAt(refused?.problem ?? null, 'password') : null}
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
        <FoldedAction
          action="secours"
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
        </FoldedAction>
      </section>
      <Sessions sessions={account.sessions} at={at} />
    </main>
  );
};

const codesLeft = (count: number): string =>
  count === 0
    ? fr`Il ne vous en reste aucun : sans téléphone, vous ne pourriez plus entrer.`
    : fr`Il vous en reste ${counted(count, 'code')} sur dix.`;
