import type { HeldConvention, ImportOutcome } from '#server/contract/directory-edits';
import { changesBetween, conventionEntries } from '../../../words/fr/space-directory';
import { fr } from '../../../words/fr/typography';
import { ScrollRegion } from '../../scroll-region';
import { tradeName } from '../../trade-name';
import { ChangeLines } from './change-lines';
import { conventionKey } from './convention-key';

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
