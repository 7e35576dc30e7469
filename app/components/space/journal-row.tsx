import type { AuditRow } from '#server/contract/accounts';
import { fullDay, time } from '../../words/fr/instants';
import { DEEDS, NOUNS, VIAS, wordIn } from '../../words/fr/space-journal';
import { capital, fr } from '../../words/fr/typography';
import { Moment } from '../moment';

/** One deed: nothing of it is ever changed. */
export const JournalRow = ({ row }: { row: AuditRow }) => {
  const { number, at, name, organisation, via, cameFrom, action, noun, id } = row;
  return (
    <tr>
      <th scope="row">
        <Moment iso={at} as={fullDay} />
        <span className="says">
          <Moment iso={at} as={time} /> · {fr`n° ${number}`}
        </span>
      </th>
      <td>
        {name ?? 'Console du serveur'}
        <span className="says">
          {[organisation, VIAS[via], cameFrom === 'local' ? null : cameFrom].filter(Boolean).join(', ')}
        </span>
      </td>
      <td>{capital(wordIn(DEEDS, action))}</td>
      <td>
        {wordIn(NOUNS, noun)}
        <span className="says id">{id}</span>
      </td>
      <td>
        <details>
          <summary>
            Avant, après<span className="visually-hidden">, ligne {number}</span>
          </summary>
          <Content title="Avant" content={row.before} />
          <Content title="Après" content={row.after} />
          <p className="says id">{fr`Empreinte : ${row.hash}`}</p>
        </details>
      </td>
    </tr>
  );
};

const Content = ({ title, content }: { title: string; content: unknown }) => (
  <>
    <p className="says">{title}</p>
    {content === null || content === undefined ? <p>rien</p> : <pre>{JSON.stringify(content, null, 2)}</pre>}
  </>
);
