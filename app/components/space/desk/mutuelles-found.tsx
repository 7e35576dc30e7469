import { Link } from '@remix-run/react';
import type { ListedMutuelle } from '#server/contract/mutuelles';
import { fr, listed, typeset } from '../../../words/fr/typography';
import { tradeName } from '../../trade-name';

type MutuellesFoundProps = {
  q: string;
  mutuelles: readonly ListedMutuelle[];
  nameOf: (platform: string) => string;
};

export const MutuellesFound = ({ q, mutuelles, nameOf }: MutuellesFoundProps) =>
  mutuelles.length === 0 ? (
    <p className="empty part">
      {q === '' ? 'Aucune mutuelle.' : fr`Aucune mutuelle pour « ${q} » : ni nom, ni alias, ni numéro.`}
    </p>
  ) : (
    <ul className="notices desk-list">
      {mutuelles.map((mutuelle) => (
        <li key={mutuelle.id}>
          <Link to={`/espace/annuaire/${mutuelle.id}`} discover="none">
            {tradeName(mutuelle.name)}
          </Link>
          <p>{detailOf(mutuelle, nameOf)}</p>
        </li>
      ))}
    </ul>
  );

/** « chez Viamedis et Almerys · AMC 00410001 · alias : … ». */
const detailOf = (
  { platforms, amcNumbers, aliases }: ListedMutuelle,
  nameOf: (platform: string) => string,
): string =>
  [
    platforms.length === 0 ? 'aucune convention en vigueur' : `chez ${listed(platforms.map(nameOf))}`,
    ...(amcNumbers.length === 0 ? [] : [`AMC ${amcNumbers.join(', ')}`]),
    ...(aliases.length === 0 ? [] : [typeset(`alias : ${aliases.join(', ')}`)]),
  ].join(' · ');
