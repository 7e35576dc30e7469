import { Link } from '@remix-run/react';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { conventionName, professionsServed, sinceWords, untilWords } from '../../../words/fr/space-directory';
import { Dated } from '../../moment';
import { ScrollRegion } from '../../scroll-region';
import { conventionKey } from './convention-key';
import { SourceCell } from './source-cell';

type ConventionsTableProps = {
  mutuelle: MutuelleRecord;
  nameOf: (platform: string) => string;
  /** YYYY-MM-DD in Paris. */
  today: string;
};

export const ConventionsTable = ({ mutuelle, nameOf, today }: ConventionsTableProps) =>
  mutuelle.conventions.length === 0 ? (
    <p className="empty">Aucune convention connue.</p>
  ) : (
    <ScrollRegion label="Conventions, défile de côté">
      <table className="conventions">
        <thead>
          <tr>
            <th scope="col">Plateforme</th>
            <th scope="col">Professions</th>
            <th scope="col">Code</th>
            <th scope="col">CSR</th>
            <th scope="col">Depuis</th>
            <th scope="col">Jusqu’au (exclu)</th>
            <th scope="col">Source</th>
            <th scope="col">
              <span className="visually-hidden">Geste</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {mutuelle.conventions.map((convention) => {
            const { platform, professions, code, csr, from, to, source } = convention;
            const key = conventionKey({ ...convention, mutuelle: mutuelle.id });
            const isOver = to !== null && to <= today;
            return (
              <tr key={key}>
                <th scope="row">{nameOf(platform)}</th>
                <td>{professionsServed(professions)}</td>
                <td>{code ?? '–'}</td>
                <td>{csr ?? '–'}</td>
                <td>
                  <Dated text={sinceWords(from)} />
                </td>
                <td>
                  <Dated text={untilWords(to)} />
                </td>
                <td>
                  <SourceCell source={source} platform={nameOf(platform)} />
                </td>
                <td>
                  {isOver ? (
                    'terminée'
                  ) : (
                    <Link to={`?${new URLSearchParams({ fin: key })}#fin`} preventScrollReset>
                      {to === null ? 'Mettre fin' : 'Changer la fin'}
                      <span className="visually-hidden"> : {conventionName(convention, nameOf)}</span>
                    </Link>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
