import { Form } from '@remix-run/react';
import type { Profession } from '#server/domain/facts/vocabulary';
import { SelectField } from '../space/form/fields';
import type { NameOf } from '../ui/names';
import { Section } from '../ui/page-body';
import { professionWords } from '../words/professions';
import { remarkWords } from '../words/remarks';
import { typeset } from '../words/typography';

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
      <summary>{remarkWords.wrong}</summary>
      <p className="small">{remarkWords.checkedFirst}</p>
      {candidates.map(({ platform }) => (
        <Form key={platform} method="post" action={ADDRESS} className="actions">
          <AboutFields {...about} says="non-servie" />
          <input type="hidden" name="operateur" value={platform} />
          <button className="button" type="submit">
            {remarkWords.notAt(typeset(nameOf(platform)))}
          </button>
        </Form>
      ))}
    </details>
  );

type KnownOperatorProps = About & { operators: readonly { id: string; name: string }[] };

/** « Je connais l’opérateur »: most of the directory is known for one profession only. */
export const KnownOperator = ({ operators, ...about }: KnownOperatorProps) => (
  <Section id="connu" title={remarkWords.known}>
    <p className="hint">{remarkWords.knownSaid(about.profession)}</p>
    <Form method="post" action={ADDRESS} className="form narrow">
      <AboutFields {...about} says="servie" />
      <SelectField
        label={remarkWords.operator}
        name="operateur"
        options={operators.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
      />
      <p>
        <button className="button" type="submit">
          {remarkWords.send}
        </button>
      </p>
    </Form>
  </Section>
);
