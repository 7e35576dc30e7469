import type { ReportLine } from '#server/contract/reports';
import { flowWords } from '../../words/fr/flows';
import { countsSentence } from '../../words/fr/reports';
import { fr } from '../../words/fr/typography';
import { useDoubt } from '../freshness';
import type { NameOf } from '../told';

type ReportCountsProps = { flows: readonly ReportLine[]; nameOf: NameOf };

/** What was said within the hour, flow by flow; once past its time, there is no telling which hour. */
export const ReportCounts = ({ flows, nameOf }: ReportCountsProps) => {
  if (useDoubt()) return null;
  return flows.length === 0 ? (
    <p className="small">{fr`Personne n'a rien signalé dans l'heure.`}</p>
  ) : (
    <>
      <p className="small">{fr`Dans l'heure :`}</p>
      <ul className="small counts">
        {flows.map((line) => (
          <li key={`${line.platform} ${line.mutuelle} ${line.flow}`}>
            <b>{flowWords[line.flow].name}</b>
            {line.mutuelle === null && fr`, toutes les cartes ${nameOf(line.platform)}`}
            {fr` : ${countsSentence(line)}`}
            {line.alarmSince !== null && <b>{fr` Bien plus que d'habitude.`}</b>}
          </li>
        ))}
      </ul>
    </>
  );
};
