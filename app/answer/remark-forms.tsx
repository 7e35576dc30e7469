import { Form } from '@remix-run/react';
import type { Profession } from '#server/domain/facts/vocabulary';
import type { NameOf } from '../ui/names';
import { professionWords } from '../words/professions';
import { remarkWords } from '../words/remarks';
import { typeset } from '../words/typography';

/** What is said of the directory goes there. */
export const REMARKS = '/signaler/annuaire';

type About = { profession: Profession; mutuelle: string };

export const RemarkFields = ({ profession, mutuelle, says }: About & { says: 'servie' | 'non-servie' }) => (
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
        <Form key={platform} method="post" action={REMARKS} className="actions">
          <RemarkFields {...about} says="non-servie" />
          <input type="hidden" name="operateur" value={platform} />
          <button className="button" type="submit">
            {remarkWords.notAt(typeset(nameOf(platform)))}
          </button>
        </Form>
      ))}
    </details>
  );
