import type { Entry } from '../../../words/fr/space-directory';
import { typeset } from '../../../words/fr/typography';
import { Dated } from '../../moment';

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
