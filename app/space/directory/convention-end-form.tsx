import { Link } from '@remix-run/react';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { conventionEndWords, conventionEntries, conventionName } from '../../words/space-directory';
import { capital } from '../../words/typography';
import { EntryList } from '../form/changed-meanwhile';
import { TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { isStale, type Ready, sendingFor } from '../form/sending';
import { isOf, type Refusal } from '../form/typed';
import { conventionKey } from './conventions-table';

type ConventionEndFormProps = {
  mutuelle: MutuelleRecord;
  etag: string | null;
  /** Key of the convention to end. */
  ending: string;
  nameOf: (platform: string) => string;
  today: string;
  refused: Refusal | null;
  ready: Ready;
  submit: string;
};

export const ConventionEndForm = (props: ConventionEndFormProps) => {
  const { mutuelle, etag, ending, nameOf, today, refused, ready, submit } = props;
  const own = isOf(refused, 'fin', ending) ? refused : null;
  const convention = mutuelle.conventions.find(
    (each) => conventionKey({ ...each, mutuelle: mutuelle.id }) === ending,
  );
  if (!convention) return <p className="empty">{conventionEndWords.unknown}</p>;
  const sending = sendingFor(own, { ...ready, key: `${ready.key}-fin` }, etag);
  return (
    <section id="fin" aria-labelledby="fin-titre" className="part">
      <h3 id="fin-titre">{capital(conventionEndWords.title(conventionName(convention, nameOf)))}</h3>
      <SpaceForm
        {...sending}
        submit={submit}
        aside={
          <Link to="." preventScrollReset>
            {conventionEndWords.leave}
          </Link>
        }
      >
        {isStale(sending.problem) && (
          <div className="warn">
            <p>{conventionEndWords.inForceNow}</p>
            <EntryList entries={conventionEntries(convention, nameOf)} />
          </div>
        )}
        <input type="hidden" name="geste" value="fin" />
        <input type="hidden" name="id" value={ending} />
        <input type="hidden" name="plateforme" value={convention.platform} />
        <input type="hidden" name="code-carte" value={convention.code ?? ''} />
        <input type="hidden" name="csr" value={convention.csr ?? ''} />
        <input type="hidden" name="depuis" value={convention.from ?? ''} />
        <div className="fields">
          <TextField
            label={conventionEndWords.day}
            name="jour"
            type="date"
            defaultValue={convention.to ?? today}
            hint={conventionEndWords.dayHint}
            of="/to"
            required
          />
        </div>
      </SpaceForm>
    </section>
  );
};
