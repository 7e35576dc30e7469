import { Link } from '@remix-run/react';
import type { IncidentRecord } from '#server/contract/incidents';
import type { Flow, Precision } from '#server/domain/facts/vocabulary';
import { FlowName } from '../ui/flow-name';
import { FollowLink } from '../ui/follow-link';
import { Moment } from '../ui/moment';
import type { NameOf } from '../ui/names';
import { PageBody, Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { HealthMark } from '../ui/signs';
import { ScrollRegion, TableHead } from '../ui/table';
import { basisWords } from '../words/flows';
import { incidentPageWords } from '../words/incident-page';
import { IN_PARIS, longInstant, moment } from '../words/instants';
import { listed } from '../words/typography';
import { IncidentStory } from './incident-view';
import { IncidentBand, IncidentFacts, TouchedSentence } from './summary';

type IncidentPageProps = { incident: IncidentRecord; nameOf: NameOf; paths: Paths };

export const IncidentPage = ({ incident, nameOf, paths }: IncidentPageProps) => (
  <PageBody
    title={incident.title}
    beside={
      <>
        {listed(incident.platforms.map(nameOf))} · <Moment iso={incident.at} as={longInstant} />
        {IN_PARIS}
      </>
    }
  >
    <IncidentBand incident={incident}>
      <p className="touched">
        <b>
          <TouchedSentence incident={incident} />
        </b>
      </p>
      <IncidentFacts incident={incident} at={incident.at} />
    </IncidentBand>
    <Touched incident={incident} nameOf={nameOf} />
    <p className="small links">
      {incident.platforms.map((platform) => (
        <Link key={platform} to={paths.platform(platform)} discover="none">
          {nameOf(platform)}
          {incidentPageWords.byProfession}
        </Link>
      ))}
    </p>
    <p className="actions">
      <FollowLink paths={paths} what={{ profession: null, platforms: incident.platforms }} />
    </p>
    <IncidentStory incident={incident} nameOf={nameOf} />
  </PageBody>
);

/** The precision of the statement that gave this start. */
const precisionIn = ({ steps }: IncidentRecord, flow: Flow, since: string): Precision | undefined =>
  steps.flatMap((step) =>
    step.type === 'statement' && step.effectiveAt === since && step.flows.includes(flow)
      ? [step.precision]
      : [],
  )[0];

const Touched = ({ incident, nameOf }: Omit<IncidentPageProps, 'paths'>) =>
  incident.touched.length === 0 ? null : (
    <Section id="touche" title={incidentPageWords.touched}>
      <ScrollRegion label={incidentPageWords.touchedRegion}>
        <table className="touched-table">
          <caption>{incidentPageWords.touchedCaption}</caption>
          <TableHead
            columns={[
              incidentPageWords.flow,
              incidentPageWords.platform,
              incidentPageWords.state,
              incidentPageWords.since,
            ]}
          />
          <tbody>
            {incident.touched.map(({ platform, flow, health, basis, since }) => (
              <tr key={`${platform} ${flow}`}>
                <th scope="row">
                  <FlowName flow={flow} />
                </th>
                <td>{nameOf(platform)}</td>
                <td>
                  <HealthMark health={health} basis={basis} />
                  {basis !== 'declared' && <span className="says"> {basisWords[basis]}</span>}
                </td>
                <td>
                  {since && <Moment iso={since} precision={precisionIn(incident, flow, since)} as={moment} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
