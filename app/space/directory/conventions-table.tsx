import { Link } from '@remix-run/react';
import type { Source } from '#server/contract/dataset-fields';
import type { HeldConvention } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { SourceLink } from '../../ui/fact';
import { Dated } from '../../ui/moment';
import { ScrollRegion, TableHead } from '../../ui/table';
import { asOfWords } from '../../words/conventions';
import { confidenceWords, sourceKindWord } from '../../words/sources';
import {
  conventionFormWords,
  conventionName,
  conventionsTableWords,
  professionsServed,
  sinceWords,
  untilLabel,
  untilWords,
} from '../../words/space-directory';
import { fieldWords } from '../../words/space-form';
import { capital } from '../../words/typography';

type Key = Pick<HeldConvention, 'mutuelle' | 'platform' | 'code' | 'csr' | 'from'>;

/** What makes a convention the same one, as the journal and an import name it. */
export const conventionKey = ({ mutuelle, platform, code, csr, from }: Key): string =>
  JSON.stringify([mutuelle, platform, code, csr, from]);

/** Whence a convention is known, and how surely. */
export const SourceCell = ({ source, platform }: { source: Source; platform: string }) => (
  <>
    {capital(sourceKindWord(source.kind))}
    {source.url && (
      <>
        {' '}
        <SourceLink url={source.url} of={conventionsTableWords.of(platform)} />
      </>
    )}
    <small>
      {asOfWords(source.asOf)}, {confidenceWords[source.confidence]}
    </small>
  </>
);

type ConventionsTableProps = {
  mutuelle: MutuelleRecord;
  nameOf: (platform: string) => string;
  /** YYYY-MM-DD in Paris. */
  today: string;
};

export const ConventionsTable = ({ mutuelle, nameOf, today }: ConventionsTableProps) =>
  mutuelle.conventions.length === 0 ? (
    <p className="empty">{conventionsTableWords.none}</p>
  ) : (
    <ScrollRegion label={conventionsTableWords.scroll}>
      <table className="conventions">
        <TableHead
          columns={[
            fieldWords.platform,
            fieldWords.professions,
            fieldWords.code,
            conventionFormWords.csr,
            conventionsTableWords.since,
            untilLabel,
            conventionsTableWords.source,
          ]}
          action={conventionsTableWords.action}
        />
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
                    conventionsTableWords.over
                  ) : (
                    <Link to={`?${new URLSearchParams({ fin: key })}#fin`} preventScrollReset>
                      {to === null ? conventionsTableWords.end : conventionsTableWords.changeEnd}
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
