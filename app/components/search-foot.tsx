import { fr } from '../words/fr/typography';
import type { Scan } from './search-state';

type SearchFootProps = {
  typed: string;
  /** How many were found; null while nothing is sought. */
  count: number | null;
  shown: number;
  scan: Scan;
};

const SCAN_WORDS = {
  read: fr`Le reste de la carte n'est ni lu ni gardé.`,
  unreadable: fr`Ce code ne commence pas par un numéro d'AMC : rien n'en est lu ni gardé.`,
};

/** How many, what became of a scan, and the keys. */
export const SearchFoot = ({ typed, count, shown, scan }: SearchFootProps) => (
  <div className="results-foot">
    <p role="status">
      {count === null ? null : <Count typed={typed} count={count} shown={shown} />}
      {scan === null ? null : ` ${SCAN_WORDS[scan]}`}
    </p>
    <p className="keys needs-script">
      <kbd>↑</kbd> <kbd>↓</kbd> choisir
    </p>
    <p className="keys needs-script">
      <kbd>Entrée</kbd> ouvrir
    </p>
    <p className="keys needs-script">
      <kbd>Échap</kbd> effacer
    </p>
    <p className="keys needs-script">
      <kbd>/</kbd> revenir ici
    </p>
  </div>
);

const Count = ({ typed, count, shown }: { typed: string; count: number; shown: number }) => {
  if (count === 0) {
    return (
      <>
        {fr`Aucune mutuelle pour « ${typed} ».`}{' '}
        <a href="#operateurs">{fr`Quel opérateur est imprimé sur la carte ?`}</a>
      </>
    );
  }
  if (count > shown) return <>{`${shown} ${shown > 1 ? 'premières' : 'première'} sur ${count}.`}</>;
  return <>{count === 1 ? 'Une mutuelle.' : `${count} mutuelles.`}</>;
};
