import type { AuditRow } from '#server/contract/accounts';
import type { HeldConvention } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { longInstant } from '../../../words/fr/instants';
import {
  changesBetween,
  conventionEntries,
  conventionName,
  mutuelleEntries,
} from '../../../words/fr/space-directory';
import { capital } from '../../../words/fr/typography';
import { Moment } from '../../moment';
import { ChangeLines } from './change-lines';

type NameOf = (id: string) => string;

/** Who changed what of a mutuelle, newest first. */
export const DirectoryHistory = ({ rows, nameOf }: { rows: readonly AuditRow[]; nameOf: NameOf }) =>
  rows.length === 0 ? (
    <p className="empty">Rien n’a changé depuis le premier chargement.</p>
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
  const person = name ?? (via === 'command' ? 'Ligne de commande' : 'Compte inconnu');
  return organisation ? `${person} (${organisation})` : person;
};

const subjectOf = ({ noun, action, before, after }: AuditRow, nameOf: NameOf): string => {
  const means = action === 'import' ? ', par un fichier' : '';
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
