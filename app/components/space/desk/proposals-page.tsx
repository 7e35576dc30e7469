import type { Proposal } from '#server/contract/directory-edits';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { counted, fr } from '../../../words/fr/typography';
import { DoneNote } from '../done-note';
import { isOf, type Refusal } from '../typed';
import { UnplacedRefusal } from '../unplaced-refusal';
import { ProposalCard } from './proposal-card';
import { ProposalsList } from './proposals-list';
import type { Ready } from './sending';

type ProposalsPageProps = {
  proposals: readonly Proposal[];
  /** Those that undecided proposals would change, as they are now. */
  mutuelles: readonly MutuelleRecord[];
  nameOf: (platform: string) => string;
  isDesk: boolean;
  said: string | null;
  refused: Refusal | null;
  ready: Ready;
};

export const ProposalsPage = (props: ProposalsPageProps) => {
  const { proposals, mutuelles, nameOf, isDesk, said, refused, ready } = props;
  const open = proposals.filter(({ decidedAt }) => decidedAt === null);
  const decided = proposals.filter(({ decidedAt }) => decidedAt !== null);
  const now = (id: string) => mutuelles.find((mutuelle) => mutuelle.id === id) ?? null;
  return (
    <main className="page desk" id="contenu">
      <div className="title">
        <h1>Propositions</h1>
        <p>
          {isDesk
            ? fr`Ce que des mutuelles demandent de changer d'elles-mêmes.`
            : fr`Ce que votre organisation a demandé de changer, et ce que le bureau en a décidé.`}
        </p>
      </div>
      <DoneNote said={said} />
      <UnplacedRefusal
        refused={refused}
        isPlaced={isDesk && open.some(({ id }) => isOf(refused, 'decision', id))}
      />
      <section className="part" aria-labelledby="ouvertes">
        <h2 id="ouvertes">
          {open.length === 0 ? 'Rien à décider' : `${counted(open.length, 'proposition')} à décider`}
        </h2>
        {isDesk ? (
          open.map((proposal) => (
            <ProposalCard
              key={proposal.id}
              proposal={proposal}
              mutuelle={now(proposal.mutuelle)}
              nameOf={nameOf}
              refused={refused}
              ready={ready}
            />
          ))
        ) : (
          <ProposalsList proposals={open} nameOf={nameOf} />
        )}
      </section>
      {decided.length > 0 && (
        <section className="part" aria-labelledby="decidees">
          <h2 id="decidees">Décidées</h2>
          <ProposalsList proposals={decided} nameOf={nameOf} />
        </section>
      )}
    </main>
  );
};
