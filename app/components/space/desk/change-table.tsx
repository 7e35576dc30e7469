import type { FieldChange } from '../../../words/fr/space-directory';
import { Dated } from '../../moment';
import { ScrollRegion } from '../../scroll-region';

/** What is now and what would be, a row a field that differs. */
export const ChangeTable = ({ changes, about }: { changes: readonly FieldChange[]; about: string }) =>
  changes.length === 0 ? (
    <p className="empty">Rien ne changerait : c’est déjà ainsi.</p>
  ) : (
    <ScrollRegion label={`${about}, défile de côté`}>
      <table className="change-table">
        <thead>
          <tr>
            <th scope="col">Champ</th>
            <th scope="col">Maintenant</th>
            <th scope="col">Proposé</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ label, was, is }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <Dated text={was ?? '–'} />
              </td>
              <td>
                <Dated text={is} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
