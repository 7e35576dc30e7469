import { Link } from '@remix-run/react';
import { fr } from '../../../words/fr/typography';
import type { Refusal } from '../typed';
import { ImportAcceptForm } from './import-accept-form';
import { ImportDiff, type Tried } from './import-diff';
import { ImportFileForm } from './import-file-form';
import type { Ready } from './sending';

type ImportPageProps = {
  /** What a trial, or the import itself, said of the text. */
  tried: Tried | null;
  /** The text that was sent; empty before. */
  text: string;
  refused: Refusal | null;
  ready: Ready;
};

export const ImportPage = ({ tried, text, refused, ready }: ImportPageProps) => {
  const isDone = tried !== null && !tried.outcome.isDryRun;
  const isToAccept = tried !== null && !isDone && tried.outcome.changes.length > 0;
  return (
    <main className="page desk" id="contenu">
      <p className="small crumb-top">
        <Link to="/espace/annuaire">Annuaire</Link>
      </p>
      <div className="title">
        <h1>Charger des conventions</h1>
        <p>{fr`Deux temps : vous voyez ce qui changerait, puis vous acceptez. Tout ou rien.`}</p>
      </div>
      {tried && <ImportDiff tried={tried} />}
      {isToAccept && <ImportAcceptForm text={text} refused={refused} ready={ready} />}
      {isDone ? (
        <p className="part">
          <Link to="/espace/annuaire/import">Charger un autre fichier</Link>
        </p>
      ) : (
        <ImportFileForm text={text} refused={isToAccept ? null : refused} isTried={tried !== null} />
      )}
    </main>
  );
};
