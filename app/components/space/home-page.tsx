import type { Due } from '#server/contract/space';
import type { OrganisationKind, Role } from '#server/domain/facts/vocabulary';
import { fr } from '../../words/fr/typography';
import type { NameOf } from '../told';
import { Drafts } from './drafts';
import { DueIncidents } from './due-incidents';
import { DueLapsed } from './due-lapsed';
import { DueProposals } from './due-proposals';
import { DueRemarks } from './due-remarks';
import { DueRequests } from './due-requests';
import { DueRestrictions } from './due-restrictions';
import { DueReturns } from './due-returns';
import { FirstSteps } from './first-steps';

type HomePageProps = {
  due: Due;
  kind: OrganisationKind;
  role: Role;
  nameOf: NameOf;
  /** When it is read. */
  at: string;
};

/** What waits for whoever signed in, the most pressing first. */
export const HomePage = ({ due, kind, role, nameOf, at }: HomePageProps) => {
  const isDesk = kind === 'desk';
  const mine = due.incidents.filter(({ isMine }) => isMine);
  const silent = due.incidents.filter(({ isWithoutNews, isMine }) => isDesk && isWithoutNews && !isMine);
  const others = due.incidents.filter((each) => !each.isMine && !silent.includes(each));
  const { returns } = due;
  const mayConfirm = returns.some(({ whyNot }) => whyNot === null);
  const isQuiet =
    mine.length + silent.length + returns.length + due.requests.length + due.restrictions.length === 0;
  const incidents = { nameOf, at };
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>Ce qui vous attend</h1>
      </div>
      {isQuiet && due.drafts.length + due.lapsed.length + due.proposals + due.remarks === 0 && (
        <p className="lead">{fr`Rien pour l'instant.`}</p>
      )}
      {mayConfirm && <DueReturns returns={returns} {...incidents} />}
      <DueRestrictions restrictions={due.restrictions} nameOf={nameOf} />
      <DueRequests requests={due.requests} at={at} />
      <DueIncidents id="miens" title="Mes incidents ouverts" incidents={mine} {...incidents} />
      <DueIncidents
        id="muets"
        title="Incidents sans nouvelle depuis un jour"
        incidents={silent}
        {...incidents}
      />
      {!mayConfirm && <DueReturns returns={returns} {...incidents} />}
      <DueLapsed lapsed={due.lapsed} {...incidents} />
      <DueProposals count={due.proposals} />
      <DueRemarks count={due.remarks} />
      <Drafts drafts={due.drafts} at={at} />
      <DueIncidents id="autres" title="Autres incidents ouverts" incidents={others} {...incidents} />
      {isQuiet && <FirstSteps kind={kind} role={role} />}
    </main>
  );
};
