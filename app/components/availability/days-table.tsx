import type { AvailabilityFlow } from '#server/contract/availability';
import { dayWords } from '../../words/fr/availability';
import { flowWords } from '../../words/fr/flows';
import { fullDay } from '../../words/fr/instants';
import { fr } from '../../words/fr/typography';
import { Dated } from '../moment';
import { ScrollRegion } from '../scroll-region';
import { isToldDay } from './days';
import { noonOf } from './paris';

/** The strips again, in words: one line a day of which something was said, one column a flow. */
export const DaysTable = ({ flows }: { flows: readonly AvailabilityFlow[] }) => {
  const days = (flows[0]?.days ?? []).map(({ day }, index) => ({
    day,
    told: flows.flatMap((flow) => flow.days[index] ?? []),
  }));
  const told = days.filter((each) => each.told.some(isToldDay)).reverse();
  return (
    <details>
      <summary>Jour par jour, en tableau</summary>
      <ScrollRegion label="Disponibilité jour par jour, défile de côté">
        <table className="day-table">
          <caption>{fr`Les jours où quelque chose a été dit ou mesuré, le plus récent d'abord ; des autres, rien n'a été signalé`}</caption>
          <thead>
            <tr>
              <th scope="col">Jour</th>
              {flows.map(({ flow }) => (
                <th scope="col" key={flow}>
                  {flowWords[flow].name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {told.map(({ day, told }) => (
              <tr key={day}>
                <th scope="row">
                  <Dated text={fullDay(noonOf(day))} />
                </th>
                {told.map(({ judged, measured, correction }, index) => (
                  <td key={flows[index]?.flow}>
                    {dayWords(judged)}
                    {measured && <small>{fr`mesuré : ${dayWords(measured)}`}</small>}
                    {correction && <small>{fr`corrigé depuis : ${dayWords(correction.judged)}`}</small>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
};
