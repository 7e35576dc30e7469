import { Form, Link } from '@remix-run/react';
import type { ListedMutuelle } from '#server/contract/mutuelles';
import { tradeName } from '../../ui/trade-name';
import { fr, listed, typeset } from '../../words/typography';

type MutuellesFoundProps = {
  q: string;
  mutuelles: readonly ListedMutuelle[];
  nameOf: (platform: string) => string;
};

export const MutuellesFound = ({ q, mutuelles, nameOf }: MutuellesFoundProps) =>
  mutuelles.length === 0 ? (
    <p className="empty part">
      {q === '' ? 'Aucune mutuelle.' : fr`Aucune mutuelle pour « ${q} » : ni nom, ni alias, ni numéro.`}
    </p>
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
    platforms.length === 0 ? 'aucune convention en vigueur' : `chez ${listed(platforms.map(nameOf))}`,
    ...(amcNumbers.length === 0 ? [] : [`AMC ${amcNumbers.join(', ')}`]),
    ...(aliases.length === 0 ? [] : [typeset(`alias : ${aliases.join(', ')}`)]),
  ].join(' · ');

type DirectoryPageProps = {
  /** What was searched; empty: everything. */
  q: string;
  mutuelles: readonly ListedMutuelle[];
  /** Cursor of the following ones; null: these are the last. */
  next: string | null;
  nameOf: (platform: string) => string;
  isDesk: boolean;
};

export const DirectoryPage = ({ q, mutuelles, next, nameOf, isDesk }: DirectoryPageProps) => (
  <main className="page desk" id="contenu">
    <div className="title">
      <h1>Annuaire</h1>
      <p>
        {isDesk
          ? fr`Qui sert quelle mutuelle : ce que vous changez ici change le tableau aussitôt.`
          : fr`Vos mutuelles : ce que vous changez est une proposition, que le bureau accepte ou refuse.`}
      </p>
    </div>
    {isDesk && (
      <p className="desk-links">
        <Link className="button" to="/espace/annuaire/import">
          Charger un CSV de conventions
        </Link>
      </p>
    )}
    <Form key={q} method="get" action="/espace/annuaire" className="desk-search" role="search">
      <label htmlFor="q">Nom, alias ou numéro AMC</label>
      <input id="q" name="q" type="search" defaultValue={q} autoComplete="off" />
      <button className="button button-main" type="submit">
        Chercher
      </button>
    </Form>
    <MutuellesFound q={q} mutuelles={mutuelles} nameOf={nameOf} />
    {next !== null && (
      <p className="small">
        <Link to={`/espace/annuaire?${new URLSearchParams({ ...(q && { q }), suite: next })}`}>Suite</Link>
      </p>
    )}
  </main>
);
