import { Link } from '@remix-run/react';
import type { Due } from '#server/contract/space';
import { ago } from '../../words/fr/instants';
import { notSecondWords, saidSentence } from '../../words/fr/space-second-person';
import { fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';
import type { NameOf } from '../told';

type DueReturnsProps = { returns: Due['returns']; nameOf: NameOf; at: string };

/** Returns that read « annoncé, non confirmé » until a second person confirms them. */
export const DueReturns = ({ returns, nameOf, at }: DueReturnsProps) =>
  returns.length === 0 ? null : (
    <section className="part" aria-labelledby="retours">
      <h2 id="retours">Retours à confirmer</h2>
      <ul className="notices due">
        {returns.map((each) => (
          <li key={each.id}>
            <h3>{typeset(nameOf(each.platform))}</h3>
            <p>{saidSentence(each)}</p>
            <p>
              {fr`Dit par ${typeset(each.name)}`}
              {each.author && fr` (${each.author})`}{' '}
              <Moment iso={each.recordedAt} as={() => ago(each.recordedAt, at)} />
            </p>
            {each.whyNot === null ? (
              <Link className="button" to={`/espace/confirmations#${each.id}`}>
                Lire et confirmer
                <span className="visually-hidden">, {typeset(nameOf(each.platform))}</span>
              </Link>
            ) : (
              <p>{notSecondWords[each.whyNot]}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
