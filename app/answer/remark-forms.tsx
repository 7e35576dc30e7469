import { Form } from '@remix-run/react';
import type { Profession } from '#server/domain/facts/vocabulary';
import { SelectField } from '../space/form/fields';
import type { NameOf } from '../ui/names';
import { professionWords } from '../words/professions';
import { fr, typeset } from '../words/typography';

const ADDRESS = '/signaler/annuaire';

type About = { profession: Profession; mutuelle: string };

const AboutFields = ({ profession, mutuelle, says }: About & { says: 'servie' | 'non-servie' }) => (
  <>
    <input type="hidden" name="profession" value={professionWords[profession].slug} />
    <input type="hidden" name="mutuelle" value={mutuelle} />
    <input type="hidden" name="dit" value={says} />
  </>
);

type NotServedProps = About & { candidates: readonly { platform: string }[]; nameOf: NameOf };

/** « Cette mutuelle n’est pas chez cet opérateur »: the directory is wrong, for this profession. */
export const NotServed = ({ candidates, nameOf, ...about }: NotServedProps) =>
  candidates.length === 0 ? null : (
    <details className="remark">
      <summary>{fr`L'annuaire se trompe ?`}</summary>
      <p className="small">{fr`Le bureau vérifie avant de changer quoi que ce soit.`}</p>
      {candidates.map(({ platform }) => (
        <Form key={platform} method="post" action={ADDRESS} className="actions">
          <AboutFields {...about} says="non-servie" />
          <input type="hidden" name="operateur" value={platform} />
          <button className="button" type="submit">
            {fr`Cette mutuelle n'est pas chez ${typeset(nameOf(platform))}`}
          </button>
        </Form>
      ))}
    </details>
  );

type KnownOperatorProps = About & { operators: readonly { id: string; name: string }[] };

/** « Je connais l’opérateur »: most of the directory is known for one profession only. */
export const KnownOperator = ({ operators, ...about }: KnownOperatorProps) => (
  <section className="part" aria-labelledby="connu">
    <h2 id="connu">{fr`Je connais l'opérateur de cette mutuelle`}</h2>
    <p className="hint">
      {fr`Dites-le une fois, pour les ${professionWords[about.profession].plural} : le bureau vérifie, puis l'annuaire le dit à tous.`}
    </p>
    <Form method="post" action={ADDRESS} className="form narrow">
      <AboutFields {...about} says="servie" />
      <SelectField
        label="Opérateur imprimé sur la carte"
        name="operateur"
        options={operators.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
      />
      <p>
        <button className="button" type="submit">
          Le dire au bureau
        </button>
      </p>
    </Form>
  </section>
);
