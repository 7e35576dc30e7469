import { Link } from '@remix-run/react';
import type { RestrictionTold } from '#server/contract/restrictions';
import type { NameOf } from '../told';
import { isOpenRestriction, Restriction } from './restrictions';

type DueRestrictionsProps = { restrictions: readonly RestrictionTold[]; nameOf: NameOf };

/** What is asked of one's people, keys, probes and scope: what waits first, then what has become of the rest. */
export const DueRestrictions = ({ restrictions, nameOf }: DueRestrictionsProps) => {
  if (restrictions.length === 0) return null;
  const open = restrictions.filter(isOpenRestriction);
  return (
    <section className="part" aria-labelledby="restrictions">
      <h2 id="restrictions">Comptes, clés, sondes et périmètres</h2>
      <ul className="notices due">
        {[...open, ...restrictions.filter((each) => !isOpenRestriction(each))].map((restriction) => (
          <li key={restriction.id}>
            <Restriction restriction={restriction} nameOf={nameOf} />
            {open.includes(restriction) && (
              <Link className="button" to={`/espace/confirmations#${restriction.id}`}>
                Voir la demande
                <span className="visually-hidden">, {restriction.name}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
};
