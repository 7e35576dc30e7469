import type { ReactNode } from 'react';
import { speakersSentence } from '../words/fr/answers';
import { ago, agoKnown, longInstant, longMoment } from '../words/fr/instants';
import { fr } from '../words/fr/typography';
import { Moment } from './moment';
import { decidingVoices, precisionOf, type Told } from './told';

/** When, until when, from whom: each promise kept apart from what was seen. */
export const AnswerFacts = ({ told }: { told: Told }) => {
  if (told.reason === 'no-convention') return null;
  const troubled = told.verdict !== 'possible' || told.payment !== 'normal';
  const voices = decidingVoices(told);
  const precision = precisionOf(voices, told.since);
  return (
    <dl className="facts">
      {told.since && (
        <Fact name="Depuis" note={agoKnown(told.since, precision, told.at)}>
          <Moment iso={told.since} precision={precision} as={longMoment} />
        </Fact>
      )}
      {troubled && (
        <Promised
          name="Retour attendu"
          iso={told.expectedBack}
          at={told.at}
          none="aucune date annoncée"
          late={fr`heure passée sans retour déclaré`}
        />
      )}
      {troubled && (
        <Promised
          name="Prochain point"
          iso={told.nextUpdateDue}
          at={told.at}
          none="non annoncé"
          late="dépassé"
        />
      )}
      <Fact
        name={fr`D'après`}
        note={
          told.freshness && (
            <>
              {fr`dernier élément : `}
              <Moment iso={told.freshness} as={longMoment} />
            </>
          )
        }
      >
        {speakersSentence(voices, told.cause?.basis)}
      </Fact>
      {told.reconstituted && (
        <Fact name="Reconstitué">à partir de faits entrés depuis dans nos registres</Fact>
      )}
    </dl>
  );
};

type FactProps = { name: string; note?: ReactNode; children: ReactNode };

export const Fact = ({ name, note, children }: FactProps) => (
  <div>
    <dt>{name}</dt>
    <dd>
      {children}
      {note && <small>{note}</small>}
    </dd>
  </div>
);

type PromisedProps = { name: string; iso: string | null; at: string; none: string; late: string };

/** A promise past its hour is said to be; it is never taken for what was promised. */
const Promised = ({ name, iso, at, none, late }: PromisedProps) => {
  if (iso === null) return <Fact name={name}>{none}</Fact>;
  const isOverdue = +new Date(iso) <= +new Date(at);
  return (
    <Fact name={name} note={isOverdue ? fr`${late} (${ago(iso, at)})` : ago(iso, at)}>
      <Moment iso={iso} as={longInstant} />
    </Fact>
  );
};
