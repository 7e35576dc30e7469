import type { FieldChange } from '../../../words/fr/space-directory';
import { fr } from '../../../words/fr/typography';
import { Dated } from '../../moment';

/** What differs, a line a field: « Alias : rien → Médéric ». */
export const ChangeLines = ({ changes }: { changes: readonly FieldChange[] }) => (
  <ul className="change-lines">
    {changes.map(({ label, was, is }) => (
      <li key={label}>
        {label}
        {fr` : `}
        {was !== null && (
          <>
            <del>
              <Dated text={was} />
            </del>{' '}
            <span aria-hidden="true">→</span>
            <span className="visually-hidden">devient</span>{' '}
          </>
        )}
        <ins>
          <Dated text={is} />
        </ins>
      </li>
    ))}
  </ul>
);
