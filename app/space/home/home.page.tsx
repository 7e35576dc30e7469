import { Link } from '@remix-run/react';
import type { Due } from '#server/contract/space';
import type { OrganisationKind, Role } from '#server/domain/facts/vocabulary';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { PageBody, Section } from '../../ui/page-body';
import { ago } from '../../words/instants';
import { draftPlace, firstSteps, homeWords, inviteStep } from '../../words/space-home';
import {
  DueAlerts,
  DueIncidents,
  DueLapsed,
  DueProposals,
  DueRemarks,
  DueRequests,
  DueRestrictions,
  DueReturns,
  DueSources,
} from './due';
import { FirstWeek } from './first-week';
import { DueSilent, Unmeasured } from './measures';

/** What was typed and not sent. */
export const Drafts = ({ drafts, at }: { drafts: Due['drafts']; at: string }) =>
  drafts.length === 0 ? null : (
    <Section id="brouillons" title={homeWords.drafts}>
      <ul className="notices">
        {drafts.map(({ form, savedAt }) => {
          const { title, to } = draftPlace(form);
          return (
            <li key={form}>
              <h3>
                <Link to={to}>{title}</Link>
              </h3>
              <p>
                {homeWords.keptAt}
                <Moment iso={savedAt} as={() => ago(savedAt, at)} />
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );

/** Where to begin, when nothing waits. */
export const FirstSteps = ({ kind, role }: { kind: OrganisationKind; role: Role }) => (
  <Section id="commencer" title={homeWords.firstSteps}>
    <ul className="notices">
      {[...firstSteps[kind], ...(role === 'author' ? [] : [inviteStep])].map(({ to, title, why }) => (
        <li key={to}>
          <h3>
            <Link to={to}>{title}</Link>
          </h3>
          <p>{why}</p>
        </li>
      ))}
    </ul>
  </Section>
);

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
    mine.length +
      silent.length +
      returns.length +
      due.requests.length +
      due.restrictions.length +
      due.alerts.length ===
    0;
  const counts = [due.drafts, due.lapsed, due.silent].map(({ length }) => length);
  const isIdle =
    isQuiet &&
    [...counts, due.proposals, due.remarks, due.sources, due.stopped].every((count) => count === 0);
  const incidents = { nameOf, at };
  return (
    <PageBody title={homeWords.title}>
      {isIdle && <p className="lead">{homeWords.nothing}</p>}
      <DueAlerts alerts={due.alerts} {...incidents} />
      {mayConfirm && <DueReturns returns={returns} {...incidents} />}
      <DueRestrictions restrictions={due.restrictions} nameOf={nameOf} />
      <DueRequests requests={due.requests} at={at} />
      <DueIncidents id="miens" title={homeWords.ownIncidents} incidents={mine} {...incidents} />
      <DueIncidents id="muets" title={homeWords.staleIncidents} incidents={silent} {...incidents} />
      {!mayConfirm && <DueReturns returns={returns} {...incidents} />}
      <FirstWeek firstWeek={due.firstWeek} />
      <DueLapsed lapsed={due.lapsed} {...incidents} />
      <DueSilent silent={due.silent} {...incidents} />
      <Unmeasured stopped={due.stopped} />
      <DueProposals count={due.proposals} />
      <DueRemarks count={due.remarks} />
      <DueSources count={due.sources} />
      <Drafts drafts={due.drafts} at={at} />
      <DueIncidents id="autres" title={homeWords.otherIncidents} incidents={others} {...incidents} />
      {isQuiet && <FirstSteps kind={kind} role={role} />}
    </PageBody>
  );
};
