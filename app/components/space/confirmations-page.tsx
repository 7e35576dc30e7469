import type { Due } from '#server/contract/space';
import { confirmationDoneWords } from '../../words/fr/space-done';
import { restrictionDoneWords } from '../../words/fr/space-restrictions';
import { fr } from '../../words/fr/typography';
import type { NameOf } from '../told';
import { DoneNote } from './done-note';
import { ProblemNote } from './problem-note';
import { Restrictions } from './restrictions';
import type { Refusal } from './typed';
import { WaitingRequest } from './waiting-request';
import { WaitingReturn } from './waiting-return';

type ConfirmationsPageProps = Pick<Due, 'returns' | 'requests' | 'restrictions' | 'at'> & {
  nameOf: NameOf;
  /** One a page; each form makes its own of it. */
  idempotencyKey: string;
  isCodeAsked: boolean;
  done: string | null;
  refused: Refusal | null;
};

export const ConfirmationsPage = ({
  returns,
  requests,
  restrictions,
  done,
  refused,
  ...page
}: ConfirmationsPageProps) => {
  const waiting = { ...page, refused, isCodeAsked: page.isCodeAsked || refused?.needs === 'step-up' };
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>À confirmer</h1>
      </div>
      <ProblemNote problem={refused?.problem ?? null} />
      {refused === null && (
        <DoneNote
          said={confirmationDoneWords.get(done ?? '') ?? restrictionDoneWords.get(done ?? '') ?? null}
        />
      )}
      <p className="lead">{fr`Un retour se dit « annoncé, non confirmé » tant qu'une deuxième personne ne l'a pas constaté.`}</p>
      <p className="hint">{fr`De n'importe quelle organisation, elle a son compte depuis sept jours, et rien n'en a changé depuis le début de la panne ; aucune chaîne d'invitations ne la relie à qui a parlé.`}</p>
      <section className="part" aria-labelledby="retours">
        <h2 id="retours">Retours annoncés</h2>
        {returns.length === 0 && <p className="empty">Aucun retour n’attend.</p>}
        <ul className="notices due">
          {returns.map((each) => (
            <WaitingReturn key={each.id} waiting={each} {...waiting} />
          ))}
        </ul>
      </section>
      <section className="part" aria-labelledby="demandes">
        <h2 id="demandes">Demandes à deux</h2>
        {requests.length === 0 && <p className="empty">Aucune demande n’attend.</p>}
        <ul className="notices due">
          {requests.map((each) => (
            <WaitingRequest key={each.id} waiting={each} {...waiting} />
          ))}
        </ul>
      </section>
      <Restrictions restrictions={restrictions} nameOf={waiting.nameOf} isCodeAsked={waiting.isCodeAsked} />
    </main>
  );
};
