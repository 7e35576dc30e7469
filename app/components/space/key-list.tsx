import { ago, longInstant } from '../../words/fr/instants';
import { keyKindWords } from '../../words/fr/space-keys';
import { fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';
import { FoldedGesture } from './gesture-form';
import type { Key, KeysTold } from './keys-told';
import { isOf } from './typed';

type KeyListProps = Pick<KeysTold, 'keys' | 'nameOf' | 'isDesk' | 'at' | 'isCodeAsked' | 'refused'>;

/** Those in force first; the revoked stay, to be read. */
export const KeyList = ({ keys, nameOf, isDesk, at, isCodeAsked, refused }: KeyListProps) => (
  <section className="part" aria-labelledby="cles">
    <h2 id="cles">Clés de votre organisation</h2>
    {keys.length === 0 && <p className="empty">Aucune clé.</p>}
    <ul className="notices">
      {[...keys].sort(inForceFirst).map((key) => (
        <li key={key.id} className={key.revokedAt ? 'is-void' : undefined}>
          <h3>{typeset(key.name)}</h3>
          <p>
            {keyKindWords[key.kind].word}
            {isDesk && fr`, ${typeset(nameOf(key.organisation))}`}
            {fr`, au nom de ${nameOf(key.account)}`}
          </p>
          <p>
            Faite le <Moment iso={key.createdAt} as={longInstant} />
            {' · '}
            {key.lastUsedAt === null ? 'jamais utilisée' : `utilisée ${ago(key.lastUsedAt, at)}`}
            {key.revokedAt && (
              <b>
                {' · révoquée le '}
                <Moment iso={key.revokedAt} as={longInstant} />
              </b>
            )}
          </p>
          {key.revokedAt === null && (
            <FoldedGesture
              gesture="revoquer"
              target={key.id}
              summary="Révoquer"
              about={fr`la clé « ${key.name} »`}
              isOpen={isOf(refused, 'revoquer', key.id)}
              isCodeAsked={isCodeAsked}
              submit="Révoquer cette clé"
            />
          )}
        </li>
      ))}
    </ul>
  </section>
);

const inForceFirst = (a: Key, b: Key): number =>
  Number(a.revokedAt !== null) - Number(b.revokedAt !== null) || (a.createdAt < b.createdAt ? 1 : -1);
