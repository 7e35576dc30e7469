import { useEffect, useRef } from 'react';
import type { HeldConvention, ImportOutcome } from '#server/contract/directory-edits';
import { tradeName } from '../../ui/names';
import { ScrollRegion, TableHead } from '../../ui/table';
import {
  changesBetween,
  conventionEntries,
  type FieldChange,
  mutuelleEntries,
  platformEntries,
} from '../../words/space-directory';
import { fieldWords } from '../../words/space-form';
import { importDiffWords, importTitle, ownColumnLabels } from '../../words/space-import';
import { fr, typeset } from '../../words/typography';
import { conventionKey } from './conventions-table';
import { ChangeLines } from './history';

type ImportLinesProps = {
  /** Before it is done, and after. */
  title: string;
  done: string;
  isDryRun: boolean;
  changes: ImportOutcome['changes'];
  nameOf: (platform: string) => string;
  mutuelleOf: (convention: HeldConvention) => string;
};

const SHOWN = 500;

type Thing = { id: string; name: string; isNew: boolean; changes: readonly FieldChange[] };

/** Platforms or mutuelles that a file adds or changes. */
const ThingLines = ({ title, things }: { title: string; things: readonly Thing[] }) =>
  things.length === 0 ? null : (
    <>
      <h3>{fr`${title} : ${things.length}`}</h3>
      <ScrollRegion label={importDiffWords.scroll(title)}>
        <table className="change-table">
          <TableHead columns={[fieldWords.name, importDiffWords.changes]} />
          <tbody>
            {things.slice(0, SHOWN).map(({ id, name, isNew, changes }) => (
              <tr key={id}>
                <th scope="row">
                  {typeset(name)} <small>{isNew ? `${id}, ${importDiffWords.isNew}` : id}</small>
                </th>
                <td>
                  <ChangeLines changes={changes} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {things.length > SHOWN && <p>{importDiffWords.others(things.length - SHOWN)}</p>}
    </>
  );

/** Conventions a file adds, changes or closes, with what differs of each. */
export const ImportLines = ({ title, done, isDryRun, changes, nameOf, mutuelleOf }: ImportLinesProps) => {
  if (changes.length === 0) return null;
  const heading = fr`${isDryRun ? title : done} : ${changes.length}`;
  return (
    <>
      <h3>{heading}</h3>
      <ScrollRegion label={importDiffWords.scroll(heading)}>
        <table className="change-table">
          <TableHead
            columns={[
              importDiffWords.lines,
              fieldWords.mutuelle,
              fieldWords.platform,
              fieldWords.code,
              importDiffWords.changes,
            ]}
          />
          <tbody>
            {changes.slice(0, SHOWN).map(({ before, after, lines }) => (
              <tr key={conventionKey(after)}>
                <td>{lines.join(', ')}</td>
                <th scope="row">{tradeName(mutuelleOf(after))}</th>
                <td>{nameOf(after.platform)}</td>
                <td>
                  {[after.code, after.csr && importDiffWords.csr(after.csr)].filter(Boolean).join(', ') ||
                    '–'}
                </td>
                <td>
                  <ChangeLines
                    changes={changesBetween(
                      before && conventionEntries(before, nameOf),
                      conventionEntries(after, nameOf),
                    ).filter(({ label }) => before !== null || !ownColumnLabels.includes(label))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {changes.length > SHOWN && <p>{importDiffWords.others(changes.length - SHOWN)}</p>}
    </>
  );
};

/** What a file changes, with the names of what it names. */
export type Tried = { outcome: ImportOutcome; names: { [list in 'mutuelles' | 'platforms']: Names } };
type Names = Record<string, string>;

type Change = ImportOutcome['changes'][number];

export const ImportDiff = ({ tried: { outcome, names } }: { tried: Tried }) => {
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read out again with each new outcome
  useEffect(() => title.current?.focus(), [outcome]);
  const { changes, differences, warnings, isDryRun, isReplacing } = outcome;
  const closed = new Set(differences.flatMap((difference) => difference.closed));
  const isClosed = ({ after }: Change) => closed.has(conventionKey(after));
  const unchanged = differences.reduce((sum, difference) => sum + difference.unchanged, 0);
  const lines = {
    isDryRun,
    nameOf: (id: string) => names.platforms[id] ?? id,
    mutuelleOf: mutuelleIn(names.mutuelles),
  };
  return (
    <section className="part" aria-labelledby="ecart">
      <h2 id="ecart" ref={title} tabIndex={-1}>
        {importTitle(outcome)}
      </h2>
      <ThingLines
        title={importDiffWords.platforms}
        things={outcome.platforms.map(({ before, after }) => ({
          id: after.id,
          name: after.name,
          isNew: before === null,
          changes: changesBetween(
            before && platformEntries(before, lines.nameOf),
            platformEntries(after, lines.nameOf),
          ),
        }))}
      />
      <ThingLines
        title={importDiffWords.mutuelles}
        things={outcome.mutuelles.map(({ before, after }) => ({
          id: after.id,
          name: after.name,
          isNew: before === null,
          changes: changesBetween(before && mutuelleEntries(before), mutuelleEntries(after)),
        }))}
      />
      <ImportLines
        title={importDiffWords.toAdd}
        done={importDiffWords.added}
        {...lines}
        changes={changes.filter(({ before }) => before === null)}
      />
      <ImportLines
        title={isReplacing ? importDiffWords.toReplace : importDiffWords.toChange}
        done={isReplacing ? importDiffWords.replaced : importDiffWords.changed}
        {...lines}
        changes={changes.filter((change) => change.before !== null && !isClosed(change))}
      />
      <ImportLines
        title={importDiffWords.toClose}
        done={importDiffWords.closed}
        {...lines}
        changes={changes.filter(isClosed)}
      />
      {unchanged > 0 && <p>{importDiffWords.unchanged(unchanged)}.</p>}
      {warnings.length > 0 && (
        <>
          <h3>{importDiffWords.toRead}</h3>
          <ul>
            {warnings.map(({ path, message }) => (
              <li key={path + message}>{typeset(`${path} : ${message}`)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

const mutuelleIn =
  (names: Names) =>
  ({ mutuelle }: HeldConvention): string =>
    names[mutuelle] ?? mutuelle;
