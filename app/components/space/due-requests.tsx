import { Link } from '@remix-run/react';
import type { Due } from '#server/contract/space';
import { ago } from '../../words/fr/instants';
import { requestWords } from '../../words/fr/space-requests';
import { fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';

type DueRequestsProps = { requests: Due['requests']; at: string };

/** What one asked and another must agree to. */
export const DueRequests = ({ requests, at }: DueRequestsProps) =>
  requests.length === 0 ? null : (
    <section className="part" aria-labelledby="demandes">
      <h2 id="demandes">Demandes qui attendent une deuxième personne</h2>
      <ul className="notices due">
        {requests.map(({ id, action, by, askedAt, title, whyNot }) => (
          <li key={id}>
            <h3>
              {requestWords[action].title}
              {title && fr` : ${typeset(title)}`}
            </h3>
            <p>
              {fr`Demandé par ${by} `}
              <Moment iso={askedAt} as={() => ago(askedAt, at)} />
              {whyNot === 'same-account' && fr` : à une autre personne d'accepter`}
            </p>
            <Link className="button" to={`/espace/confirmations#${id}`}>
              Voir la demande
              <span className="visually-hidden">, {requestWords[action].title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
