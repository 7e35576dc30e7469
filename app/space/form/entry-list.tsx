import { Dated } from '../../ui/moment';
import type { Entry } from '../../words/space-directory';
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
