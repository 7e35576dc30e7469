import { Dated } from '../../ui/moment';
import { ScrollRegion, TableHead } from '../../ui/table';
import type { Entry } from '../../words/space-directory';
import { changedMeanwhileWords, fieldWords } from '../../words/space-form';
import { typeset } from '../../words/typography';

/** A thing of the directory, field by field. */
export const EntryList = ({ entries }: { entries: readonly Entry[] }) => (
  <dl className="entries">
    {entries.map(({ label, text }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>
          <Dated text={typeset(text)} />
        </dd>
      </div>
    ))}
  </dl>
);

type ChangedMeanwhileProps = {
  /** Field by field, in one order: as it was read, as it is now, as one typed it. */
  read: readonly Entry[];
  now: readonly Entry[];
  typed: readonly Entry[];
};

/** Two people change the same thing: what the other one did, beside one's own text, which stays in the form. */
export const ChangedMeanwhile = ({ read, now, typed }: ChangedMeanwhileProps) => (
  <section className="warn" aria-labelledby="entre-temps">
    <h3 id="entre-temps">{changedMeanwhileWords.title}</h3>
    <p>{changedMeanwhileWords.lead}</p>
    <ScrollRegion label={changedMeanwhileWords.scroll}>
      <table>
        <TableHead
          columns={[
            fieldWords.field,
            changedMeanwhileWords.read,
            changedMeanwhileWords.now,
            changedMeanwhileWords.typed,
          ]}
        />
        <tbody>
          {now.map(({ label, text }, index) => (
            <tr key={label} className={text === read[index]?.text ? undefined : 'is-other'}>
              <th scope="row">{label}</th>
              <td>{typeset(read[index]?.text ?? '')}</td>
              <td>
                {typeset(text)}
                {text !== read[index]?.text && (
                  <b className="changed-flag">{changedMeanwhileWords.changed}</b>
                )}
              </td>
              <td>{typeset(typed[index]?.text ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  </section>
);
