import type { AuditRow } from '#server/contract/accounts';
import type { HeldConvention } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { Dated, Moment } from '../../ui/moment';
import { longInstant } from '../../words/instants';
import {
  changesBetween,
  conventionEntries,
  conventionName,
  type FieldChange,
  historyWords,
  mutuelleEntries,
} from '../../words/space-directory';
import { COLON, capital } from '../../words/typography';

/** What differs, a line a field: « Alias : rien → Médéric ». */
export const ChangeLines = ({ changes }: { changes: readonly FieldChange[] }) => (
  <ul className="change-lines">
    {changes.map(({ label, was, is }) => (
      <li key={label}>
        {label}
        {COLON}
        {was !== null && (
          <>
            <del>
              <Dated text={was} />
            </del>{' '}
            <span aria-hidden="true">→</span>
            <span className="visually-hidden">{historyWords.becomes}</span>{' '}
          </>
        )}
        <ins>
          <Dated text={is} />
        </ins>
      </li>
    ))}
  </ul>
);

type NameOf = (id: string) => string;

/** Who changed what of a mutuelle, newest first. */
export const DirectoryHistory = ({ rows, nameOf }: { rows: readonly AuditRow[]; nameOf: NameOf }) =>
  rows.length === 0 ? (
    <p className="empty">{historyWords.none}</p>
  ) : (
    <ol className="notices desk-list">
      {rows.map((row) => (
        <li key={row.number}>
          <p>
            <Moment iso={row.at} as={longInstant} /> · <b className="who">{whoOf(row)}</b>
          </p>
          <p>{capital(subjectOf(row, nameOf))}</p>
          <ChangeLines changes={changesOf(row, nameOf)} />
        </li>
      ))}
    </ol>
  );

const whoOf = ({ name, via, organisation }: AuditRow): string => {
  const person = name ?? (via === 'command' ? historyWords.byCommand : historyWords.byUnknown);
  return organisation ? `${person} (${organisation})` : person;
};

const subjectOf = ({ noun, action, before, after }: AuditRow, nameOf: NameOf): string => {
  const means = action === 'import' ? historyWords.byFile : '';
  if (noun === 'mutuelle') return `fiche${means}`;
  return `${conventionName((after ?? before) as HeldConvention, nameOf)}${means}`;
};

const changesOf = ({ noun, before, after }: AuditRow, nameOf: NameOf) =>
  noun === 'mutuelle'
    ? changesBetween(
        before === null ? null : mutuelleEntries(before as MutuelleRecord),
        mutuelleEntries(after as MutuelleRecord),
      )
    : changesBetween(
        before === null ? null : conventionEntries(before as HeldConvention, nameOf),
        conventionEntries(after as HeldConvention, nameOf),
      );
