import { Link } from '@remix-run/react';
import type { Spoken } from '#server/contract/space';
import { fullMoment, longInstant, longMoment } from '../../words/fr/instants';
import { fr, typeset } from '../../words/fr/typography';
import { Moment } from '../moment';
import { StoryClaim } from '../story-claim';
import type { NameOf } from '../told';
import { isToldLater } from '../told-later';

export type WaitingRetraction = { target: string; by: string; askedAt: string };

type DeclarationProps = { statement: Spoken; waiting: WaitingRetraction | undefined; nameOf: NameOf };

/** One statement: who said it, when, of what, and what became of it. */
export const Declaration = ({ statement, waiting, nameOf }: DeclarationProps) => {
  const { id, by, author, recordedAt, effectiveAt, precision, text, incident, retractedAt } = statement;
  return (
    <li id={id} className={retractedAt ? 'is-void' : undefined}>
      <p className="story-head">
        <b>
          <Moment iso={recordedAt} as={fullMoment} />
        </b>
        <span>{author ?? 'importé'}</span>
        <span className="says">
          {typeset(nameOf(by))}
          {isToldLater(statement) && (
            <>
              {fr` · antidaté : vrai depuis le `}
              <Moment iso={effectiveAt} precision={precision} as={longMoment} />
            </>
          )}
        </span>
      </p>
      {text && <blockquote>{fr`« ${typeset(text)} »`}</blockquote>}
      <StoryClaim step={statement} nameOf={nameOf} />
      {waiting && retractedAt === null && (
        <p className="says">
          <b>Retrait demandé</b> par {waiting.by} le <Moment iso={waiting.askedAt} as={longInstant} />,{' '}
          <Link to="/espace/confirmations">une deuxième personne manque</Link>
        </p>
      )}
      <p className="links">
        {incident && <Link to={`/espace/incidents/${incident}`}>Son incident</Link>}
        {retractedAt === null && (
          <Link to={`?retirer=${id}`}>
            Retirer<span className="visually-hidden"> la déclaration du {fullMoment(recordedAt)}</span>
          </Link>
        )}
      </p>
    </li>
  );
};
