import { Form } from '@remix-run/react';
import type { Availability, AvailabilityFlow } from '#server/contract/availability';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { DatedPart } from '../ui/freshness';
import { Dated } from '../ui/moment';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { Mark } from '../ui/signs';
import {
  asideWords,
  availabilityWords,
  countedWords,
  dayStates,
  dayStateWords,
  declaredWords,
  presumedWords,
  ratioWords,
} from '../words/availability';
import { flowWords } from '../words/flows';
import { shortDay } from '../words/instants';
import { STRIP_HEIGHTS } from '../words/periods';
import { professionWords } from '../words/professions';
import { DaysTable, isKnown, noonOf, Strip } from './days';
import { Totals } from './totals';

type ProfessionFilterProps = {
  /** Address of the page that it filters. */
  action: string;
  chosen: Profession | null;
  /** The instant replayed, which the form keeps. */
  at: string | null;
};

/** A form, so that it needs no script. */
export const ProfessionFilter = ({ action, chosen, at }: ProfessionFilterProps) => (
  <Form key={chosen} className="platform-filter" method="get" action={action} preventScrollReset>
    {at !== null && <input type="hidden" name="at" value={at} />}
    <label htmlFor="profession-comptee">{availabilityWords.profession}</label>
    <select
      id="profession-comptee"
      name="profession"
      defaultValue={chosen ? professionWords[chosen].slug : ''}
    >
      <option value="">{availabilityWords.worstOfAll}</option>
      {PROFESSIONS.map((profession) => (
        <option key={profession} value={professionWords[profession].slug}>
          {professionWords[profession].name}
        </option>
      ))}
    </select>
    <button type="submit" className="button">
      {availabilityWords.count}
    </button>
  </Form>
);

/** The number, its rule beside it, what was declared beside what was measured, what was corrected since. */
export const Figures = ({ judged, declared, measured, corrected }: AvailabilityFlow) => (
  <div className="figures">
    <p>
      <strong className="ratio">{ratioWords(judged.ratio)}</strong> {countedWords(judged)}
    </p>
    {[asideWords(judged), presumedWords(judged)].map((words) => words && <p key={words}>{words}</p>)}
    {measured && (
      <>
        <p className="small">{declaredWords(declared)}</p>
        <p className="small">{availabilityWords.measured(measured)}</p>
      </>
    )}
    {corrected && <p className="small">{availabilityWords.corrected(corrected)}</p>}
  </div>
);

type AvailabilityPartProps = { availability: Availability; paths: Paths };

/** Ninety days of each flow, by the day; the flows of which nothing was said are named, not drawn. */
export const AvailabilityPart = ({ availability, paths }: AvailabilityPartProps) => {
  const { flows, platform, profession, from, to } = availability;
  const shown = flows.filter(isKnown);
  const quiet = flows.filter((flow) => !isKnown(flow));
  return (
    <Section id="disponibilite" title={availabilityWords.title}>
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
          {shown.length > 0 && (
            <>
              <ul className="availability">
                {shown.map((flow) => (
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
                    <Mark key={state} healthWord={dayStateWords[state]} />
                  ))}
                </DatedPart>
                <span className="faint">{STRIP_HEIGHTS}</span>
              </p>
            </>
          )}
          {quiet.length > 0 && (
            <p className="small">
              {shown.length === 0
                ? availabilityWords.nothing
                : availabilityWords.quiet(quiet.map(({ flow }) => flowWords[flow].inList))}
            </p>
          )}
          {shown.length > 0 && <DaysTable flows={shown} />}
          {shown.length > 0 && <Totals flows={shown} />}
          <p className="small">
            <a href={paths.availabilityFile(platform, profession)}>{availabilityWords.file}</a>
          </p>
        </>
      )}
    </Section>
  );
};
