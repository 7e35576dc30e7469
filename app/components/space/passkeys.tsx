import { Link } from '@remix-run/react';
import type { AccountRecord } from '#server/contract/accounts';
import { ago, longInstant } from '../../words/fr/instants';
import { fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';
import { faultAt } from './faults';
import { FoldedGesture } from './gesture-form';
import { PasswordAgain } from './password-again';
import { isOf, type Refusal } from './typed';

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
          <FoldedGesture
            gesture="retirer"
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
          </FoldedGesture>
        </li>
      ))}
    </ul>
  </>
);
