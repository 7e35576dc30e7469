import { Link } from '@remix-run/react';
import type { AuditRow } from '#server/contract/accounts';
import type { Proposal } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { fr } from '../../../words/fr/typography';
import { namesOf } from '../../told';
import { tradeName } from '../../trade-name';
import { DoneNote } from '../done-note';
import { isOf, type Refusal } from '../typed';
import { UnplacedRefusal } from '../unplaced-refusal';
import { ConventionEndForm } from './convention-end-form';
import { ConventionForm } from './convention-form';
import { conventionKey } from './convention-key';
import { ConventionsTable } from './conventions-table';
import { DirectoryHistory } from './directory-history';
import { MutuelleForm } from './mutuelle-form';
import { ProposalsList } from './proposals-list';
import type { Ready } from './sending';

type MutuellePageProps = {
  mutuelle: MutuelleRecord;
  etag: string | null;
  platforms: readonly { id: string; name: string }[];
  proposals: readonly Proposal[];
  /** Null for who may not read it. */
  history: readonly AuditRow[] | null;
  isDesk: boolean;
  today: string;
  /** Key of the convention one is ending. */
  ending: string | null;
  said: string | null;
  refused: Refusal | null;
  ready: Ready;
};

export const MutuellePage = (props: MutuellePageProps) => {
  const { mutuelle, platforms, proposals, history, isDesk, ending, said, ...rest } = props;
  const { etag, today, refused, ready } = rest;
  const nameOf = namesOf(platforms);
  const common = { mutuelle, etag, nameOf, today, refused, ready, platforms };
  const isEnding = mutuelle.conventions.some(
    (each) => conventionKey({ ...each, mutuelle: mutuelle.id }) === ending,
  );
  const isPlaced =
    isOf(refused, 'fiche') ||
    isOf(refused, 'convention') ||
    (ending !== null && isEnding && isOf(refused, 'fin', ending));
  const verb = (alone: string) => (isDesk ? alone : 'Proposer au bureau');
  return (
    <main className="page desk" id="contenu">
      <p className="small crumb-top">
        <Link to="/espace/annuaire">Annuaire</Link>
      </p>
      <div className="title">
        <h1>{tradeName(mutuelle.name)}</h1>
        <p>
          identifiant <code>{mutuelle.id}</code>
        </p>
      </div>
      <DoneNote said={said} />
      <UnplacedRefusal refused={refused} isPlaced={isPlaced} />
      {!isDesk && (
        <p>{fr`Vos changements sont des propositions : rien ne bouge sur le tableau avant que le bureau les accepte.`}</p>
      )}
      {proposals.length > 0 && (
        <section className="part" aria-labelledby="propositions">
          <h2 id="propositions">Propositions</h2>
          <ProposalsList proposals={proposals} nameOf={nameOf} isOnItsPage />
          {isDesk && <Link to="/espace/propositions">Décider</Link>}
        </section>
      )}
      <section className="part" aria-labelledby="fiche">
        <h2 id="fiche">Fiche</h2>
        <MutuelleForm {...common} submit={verb('Enregistrer la fiche')} />
      </section>
      <section className="part" aria-labelledby="conventions">
        <h2 id="conventions">Conventions</h2>
        <ConventionsTable {...common} />
        {ending && (
          <ConventionEndForm {...common} ending={ending} submit={verb('Mettre fin à la convention')} />
        )}
      </section>
      <section className="part" aria-labelledby="ajouter">
        <h2 id="ajouter">Ajouter une convention</h2>
        <ConventionForm {...common} submit={verb('Ajouter la convention')} />
      </section>
      {history && (
        <section className="part" aria-labelledby="historique">
          <h2 id="historique">Derniers changements</h2>
          <DirectoryHistory rows={history} nameOf={nameOf} />
        </section>
      )}
    </main>
  );
};
