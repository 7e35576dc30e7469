import type { Availability } from '#server/contract/availability';
import { availabilityWords, dayStates, dayStateWords } from '../../words/fr/availability';
import { flowWords } from '../../words/fr/flows';
import { shortDay } from '../../words/fr/instants';
import { fr, listed } from '../../words/fr/typography';
import { DatedPart } from '../freshness';
import { Mark } from '../health-mark';
import { Dated } from '../moment';
import type { Paths } from '../paths';
import { isTold } from './days';
import { DaysTable } from './days-table';
import { Figures } from './figures';
import { noonOf } from './paris';
import { ProfessionFilter } from './profession-filter';
import { Strip } from './strip';
import { Totals } from './totals';

type AvailabilityPartProps = { availability: Availability; paths: Paths };

/** Ninety days of each flow, by the day; the flows of which nothing was said are named, not drawn. */
export const AvailabilityPart = ({ availability, paths }: AvailabilityPartProps) => {
  const { flows, platform, profession, from, to } = availability;
  const told = flows.filter(isTold);
  const quiet = flows.filter((flow) => !isTold(flow));
  return (
    <section className="part" aria-labelledby="disponibilite">
      <h2 id="disponibilite">{fr`Disponibilité sur 90 jours`}</h2>
      <ProfessionFilter action={`/plateformes/${platform}`} chosen={profession} at={paths.at} />
      <p className="hint">{availabilityWords.rule}</p>
      <p className="hint">
        {profession === null && `${availabilityWords.forAll} `}
        {availabilityWords.hindsight}
      </p>
      {from === null || to === null ? (
        <p className="empty">{availabilityWords.notCounted}</p>
      ) : (
        <>
          {told.length > 0 && (
            <>
              <ul className="availability">
                {told.map((flow) => (
                  <li key={flow.flow}>
                    <h3>{flowWords[flow.flow].name}</h3>
                    <div>
                      <Strip {...flow} />
                      <div className="strip-scale" aria-hidden="true">
                        {[from, to].map((day) => (
                          <span key={day}>
                            <Dated text={shortDay(noonOf(day))} />
                          </span>
                        ))}
                      </div>
                    </div>
                    <Figures {...flow} />
                  </li>
                ))}
              </ul>
              <p className="legend">
                <DatedPart>
                  {[...dayStates].reverse().map((state) => (
                    <Mark key={state} told={dayStateWords[state]} />
                  ))}
                </DatedPart>
                <span className="faint">la hauteur suit la gravité, le pire du jour compte</span>
              </p>
            </>
          )}
          {quiet.length > 0 && (
            <p className="small">
              {told.length === 0
                ? availabilityWords.nothing
                : fr`Rien de signalé ni de mesuré sur ces jours : ${listed(quiet.map(({ flow }) => flowWords[flow].inList))}.`}
            </p>
          )}
          {told.length > 0 && <DaysTable flows={told} />}
          {told.length > 0 && <Totals flows={told} />}
          <p className="small">
            <a href={paths.availabilityFile(platform, profession)}>{fr`Tous les jours, en CSV`}</a>
          </p>
        </>
      )}
    </section>
  );
};
