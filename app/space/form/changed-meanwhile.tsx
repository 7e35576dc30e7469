import { ScrollRegion } from '../../ui/scroll-region';
import type { Entry } from '../../words/space-directory';
import { fr, typeset } from '../../words/typography';

type ChangedMeanwhileProps = {
  /** Field by field, in one order: as it was read, as it is now, as one typed it. */
  read: readonly Entry[];
  now: readonly Entry[];
  typed: readonly Entry[];
};

/** Two people change the same thing: what the other one did, beside one's own text, which stays in the form. */
export const ChangedMeanwhile = ({ read, now, typed }: ChangedMeanwhileProps) => (
  <section className="warn" aria-labelledby="entre-temps">
    <h3 id="entre-temps">Ce qui a changé entre-temps</h3>
    <p>{fr`Votre saisie est gardée ci-dessous. Reprenez-y ce que vous voulez garder de l'autre changement, puis renvoyez.`}</p>
    <ScrollRegion label="Ce qui a changé, défile de côté">
      <table>
        <thead>
          <tr>
            <th scope="col">Champ</th>
            <th scope="col">Quand vous l’avez lu</th>
            <th scope="col">En vigueur maintenant</th>
            <th scope="col">Votre saisie</th>
          </tr>
        </thead>
        <tbody>
          {now.map(({ label, text }, index) => (
            <tr key={label} className={text === read[index]?.text ? undefined : 'is-other'}>
              <th scope="row">{label}</th>
              <td>{typeset(read[index]?.text ?? '')}</td>
              <td>
                {typeset(text)}
                {text !== read[index]?.text && <b className="changed-flag"> changé</b>}
              </td>
              <td>{typeset(typed[index]?.text ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  </section>
);
