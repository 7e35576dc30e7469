import { useEffect, useRef } from 'react';
import type { HeldConvention, ImportOutcome } from '#server/contract/directory-edits';
import { ScrollRegion } from '../../ui/scroll-region';
import { tradeName } from '../../ui/trade-name';
import { changesBetween, conventionEntries } from '../../words/space-directory';
import { counted, fr, typeset } from '../../words/typography';
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

/** Conventions a file adds, changes or closes, with what differs of each. */
export const ImportLines = ({ title, done, isDryRun, changes, nameOf, mutuelleOf }: ImportLinesProps) => {
  if (changes.length === 0) return null;
  const heading = fr`${isDryRun ? title : done} : ${changes.length}`;
  return (
    <>
      <h3>{heading}</h3>
      <ScrollRegion label={`${heading}, défile de côté`}>
        <table className="change-table">
          <thead>
            <tr>
              <th scope="col">Mutuelle</th>
              <th scope="col">Plateforme</th>
              <th scope="col">Code</th>
              <th scope="col">Ce qui change</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, SHOWN).map(({ before, after }) => (
              <tr key={conventionKey(after)}>
                <th scope="row">{tradeName(mutuelleOf(after))}</th>
                <td>{nameOf(after.platform)}</td>
                <td>{[after.code, after.csr && `CSR ${after.csr}`].filter(Boolean).join(', ') || '–'}</td>
                <td>
                  <ChangeLines
                    changes={changesBetween(
                      before && conventionEntries(before, nameOf),
                      conventionEntries(after, nameOf),
                    ).filter(({ label }) => before !== null || !IN_OWN_COLUMN.includes(label))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {changes.length > SHOWN && <p>{fr`et ${changes.length - SHOWN} autres de la même sorte.`}</p>}
    </>
  );
};

const IN_OWN_COLUMN = ['Plateforme', 'Code', 'CSR'];

/** What a file changes, with the names of what it names. */
export type Tried = { outcome: ImportOutcome; names: { [list in 'mutuelles' | 'platforms']: Names } };
type Names = Record<string, string>;

type Change = ImportOutcome['changes'][number];

export const ImportDiff = ({ tried: { outcome, names } }: { tried: Tried }) => {
  const title = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read out again with each new outcome
  useEffect(() => title.current?.focus(), [outcome]);
  const { changes, differences, warnings, isDryRun } = outcome;
  const closed = new Set(differences.flatMap((difference) => difference.closed));
  const isClosed = ({ after }: Change) => closed.has(conventionKey(after));
  const unchanged = differences.reduce((sum, difference) => sum + difference.unchanged, 0);
  const lines = {
    nameOf: (id: string) => names.platforms[id] ?? id,
    mutuelleOf: mutuelleIn(names.mutuelles),
  };
  return (
    <section className="part" aria-labelledby="ecart">
      <h2 id="ecart" ref={title} tabIndex={-1}>
        {titleOf(outcome)}
      </h2>
      <ImportLines
        title="À ajouter"
        done="Ajoutées"
        {...{ ...lines, isDryRun }}
        changes={changes.filter(({ before }) => before === null)}
      />
      <ImportLines
        title="À changer"
        done="Changées"
        {...{ ...lines, isDryRun }}
        changes={changes.filter((change) => change.before !== null && !isClosed(change))}
      />
      <ImportLines
        title="À clore"
        done="Closes"
        {...{ ...lines, isDryRun }}
        changes={changes.filter(isClosed)}
      />
      {unchanged > 0 && <p>{counted(unchanged, 'convention inchangée', 'conventions inchangées')}.</p>}
      {warnings.length > 0 && (
        <>
          <h3>{fr`À relire`}</h3>
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

const titleOf = ({ changes, isDryRun }: ImportOutcome): string => {
  if (changes.length === 0) return fr`Ce fichier ne change rien`;
  const count = counted(changes.length, 'convention');
  return isDryRun
    ? fr`Ce fichier toucherait ${count}`
    : fr`C'est fait : ${counted(changes.length, 'convention chargée', 'conventions chargées')}`;
};
