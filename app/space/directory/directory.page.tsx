import { Form, Link } from '@remix-run/react';
import type { ListedMutuelle } from '#server/contract/mutuelles';
import { tradeName } from '../../ui/names';
import { PageBody } from '../../ui/page-body';
import { directoryWords } from '../../words/space-directory';
import { typeset } from '../../words/typography';

type MutuellesFoundProps = {
  q: string;
  mutuelles: readonly ListedMutuelle[];
  nameOf: (platform: string) => string;
};

export const MutuellesFound = ({ q, mutuelles, nameOf }: MutuellesFoundProps) =>
  mutuelles.length === 0 ? (
    <p className="empty part">{q === '' ? directoryWords.none : directoryWords.noneFor(q)}</p>
  ) : (
    <ul className="notices desk-list">
      {mutuelles.map((mutuelle) => (
        <li key={mutuelle.id}>
          <Link to={`/espace/annuaire/${mutuelle.id}`} discover="none">
            {tradeName(mutuelle.name)}
          </Link>
          <p>{detailOf(mutuelle, nameOf)}</p>
        </li>
      ))}
    </ul>
  );

/** « chez Viamedis et Almerys · AMC 00410001 · alias : … ». */
const detailOf = (
  { platforms, amcNumbers, aliases }: ListedMutuelle,
  nameOf: (platform: string) => string,
): string =>
  [
    platforms.length === 0 ? directoryWords.noConvention : directoryWords.servedBy(platforms.map(nameOf)),
    ...(amcNumbers.length === 0 ? [] : [directoryWords.amc(amcNumbers.join(', '))]),
    ...(aliases.length === 0 ? [] : [typeset(directoryWords.aliases(aliases.join(', ')))]),
  ].join(' · ');

type DirectoryPageProps = {
  /** What was searched; empty: everything. */
  q: string;
  mutuelles: readonly ListedMutuelle[];
  /** Cursor of the following ones; null: these are the last. */
  next: string | null;
  nameOf: (platform: string) => string;
  isDesk: boolean;
  /** Addresses whose news waits. */
  waiting: number;
};

export const DirectoryPage = ({ q, mutuelles, next, nameOf, isDesk, waiting }: DirectoryPageProps) => (
  <PageBody
    isWide
    title={directoryWords.title}
    beside={isDesk ? directoryWords.leadOfDesk : directoryWords.leadOfMutuelle}
  >
    {isDesk && (
      <p className="desk-links">
        <Link className="button" to="/espace/annuaire/import">
          {directoryWords.import}
        </Link>{' '}
        <Link className="button" to="/espace/annuaire/sources">
          {directoryWords.sources}
          {waiting > 0 && (
            <>
              {' '}
              <b>{waiting}</b>
            </>
          )}
        </Link>
      </p>
    )}
    <Form key={q} method="get" action="/espace/annuaire" className="desk-search" role="search">
      <label htmlFor="q">{directoryWords.search}</label>
      <input id="q" name="q" type="search" defaultValue={q} autoComplete="off" />
      <button className="button button-main" type="submit">
        {directoryWords.find}
      </button>
    </Form>
    <MutuellesFound q={q} mutuelles={mutuelles} nameOf={nameOf} />
    {next !== null && (
      <p className="small">
        <Link to={`/espace/annuaire?${new URLSearchParams({ ...(q && { q }), suite: next })}`}>
          {directoryWords.more}
        </Link>
      </p>
    )}
  </PageBody>
);
