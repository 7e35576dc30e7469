import { Link } from '@remix-run/react';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { conventionEntries, conventionName } from '../../words/space-directory';
import { capital, fr } from '../../words/typography';
import { EntryList } from '../form/entry-list';
import { TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { faultAt, isStale, type Ready, sendingFor } from '../form/sending';
import { isOf, lastTyped, type Refusal } from '../form/typed';
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
  if (!convention) return <p className="empty">Cette convention n’est pas dans l’annuaire.</p>;
  const sending = sendingFor(own, { ...ready, key: `${ready.key}-fin` }, etag);
  return (
    <section id="fin" aria-labelledby="fin-titre" className="part">
      <h3 id="fin-titre">{capital(fr`mettre fin : ${conventionName(convention, nameOf)}`)}</h3>
      <SpaceForm
        {...sending}
        submit={submit}
        aside={
          <Link to="." preventScrollReset>
            Laisser
          </Link>
        }
      >
        {isStale(sending.problem) && (
          <div className="warn">
            <p>{fr`La convention en vigueur maintenant ; votre jour est gardé ci-dessous.`}</p>
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
            label="Elle ne compte plus à partir du"
            name="jour"
            type="date"
            defaultValue={lastTyped(own, 'jour') ?? convention.to ?? today}
            hint={fr`Ce jour-là n'en fait plus partie. La convention reste lisible, avec sa fin.`}
            fault={faultAt(sending.problem, '/to')}
            required
          />
        </div>
      </SpaceForm>
    </section>
  );
};
