import { Form, Link } from '@remix-run/react';
import type { ListedMutuelle } from '#server/contract/mutuelles';
import { fr } from '../../../words/fr/typography';
import { MutuellesFound } from './mutuelles-found';

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
