import type { OperatorRecord as OperatorRecordBody } from '#server/contract/availability';
import { Moment } from '../ui/moment';
import { lastingWords, medianWords, recordWords } from '../words/availability';
import { flowWords } from '../words/flows';
import { fr } from '../words/typography';

/** What its word is worth: how soon it says what is measured, how soon what it announces holds. */
export const OperatorRecord = ({ record }: { record: OperatorRecordBody }) => {
  const { failures, declaredAfter, returns, confirmedAfter } = record;
  return (
    <section className="part" aria-labelledby="parole">
      <h2 id="parole">{fr`Ce que vaut sa parole, sur ces 90 jours`}</h2>
      <p className="hint">{recordWords.rule}</p>
      <dl className="facts-row">
        <div>
          <dt>Pannes mesurées puis déclarées</dt>
          <dd>
            {failures.length === 0
              ? recordWords.noFailure
              : fr`${failures.filter(({ delay }) => delay !== null).length} sur ${failures.length}${medianWords(declaredAfter)}`}
          </dd>
        </div>
        <div>
          <dt>Retours annoncés puis confirmés</dt>
          <dd>
            {returns.length === 0
              ? recordWords.noReturn
              : fr`${returns.filter(({ delay }) => delay !== null).length} sur ${returns.length}${medianWords(confirmedAfter)}`}
          </dd>
        </div>
      </dl>
      {failures.length + returns.length > 0 && <RecordTable record={record} />}
    </section>
  );
};

const RecordTable = ({ record: { failures, returns } }: { record: OperatorRecordBody }) => {
  const lines = [
    ...failures.map(({ flow, since, declaredAt, delay }) => ({
      ...{ flow, what: 'Panne mesurée', from: since, to: declaredAt, delay },
      none: recordWords.undeclared,
    })),
    ...returns.map(({ flow, announcedAt, confirmedAt, delay }) => ({
      ...{ flow, what: 'Retour annoncé', from: announcedAt, to: confirmedAt, delay },
      none: recordWords.unconfirmed,
    })),
  ];
  return (
    <details>
      <summary>Chaque panne et chaque retour, en tableau</summary>
      <table>
        <caption>{fr`Du premier échec à la déclaration, de l'annonce à la confirmation`}</caption>
        <thead>
          <tr>
            <th scope="col">Échange</th>
            <th scope="col">Quoi</th>
            <th scope="col">Depuis</th>
            <th scope="col">Déclaré ou confirmé</th>
            <th scope="col">Délai</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ flow, what, from, to, delay, none }) => (
            <tr key={`${what} ${flow} ${from}`}>
              <th scope="row">{flowWords[flow].name}</th>
              <td>{what}</td>
              <td>
                <Moment iso={from} />
              </td>
              <td>{to ? <Moment iso={to} /> : none}</td>
              <td>{delay === null ? '–' : lastingWords(delay)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
};
