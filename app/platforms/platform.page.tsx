import type { Availability } from '#server/contract/availability';
import type { PlatformLine, PlatformRecord } from '#server/contract/platforms';
import { StatementList } from '../answer/statements';
import { IncidentSummary } from '../incidents/summary';
import { FollowLink } from '../ui/follow-link';
import { BlindNote } from '../ui/freshness';
import { Moment } from '../ui/moment';
import { namesOf } from '../ui/names';
import { PageBody } from '../ui/page-body';
import { Part } from '../ui/part';
import type { Paths } from '../ui/paths';
import { statementWords } from '../words/answer-page';
import { incidentWords } from '../words/incidents';
import { IN_PARIS, longInstant } from '../words/instants';
import { platformWords } from '../words/platforms';
import { platformKindWords } from '../words/sources';
import { AvailabilityPart } from './availability';
import { Dependencies } from './dependencies';
import { Matrix } from './matrix';
import { OperatorRecord } from './operator-record';
import { PaymentDays } from './payment-days';
import { Maintenances, PastIncidents, PlatformAside } from './platform-parts';

type PlatformPageProps = {
  platform: PlatformRecord;
  /** Null: not to be had at the moment. */
  availability: Availability | null;
  lines: readonly PlatformLine[];
  /** Since when our own probes see nothing; null: they see. */
  blindSince: string | null;
  paths: Paths;
};

const isQuiet = ({ matrix }: PlatformRecord): boolean =>
  matrix.every(({ flows }) => flows.every(({ basis }) => basis === 'presumed'));

export const PlatformPage = ({ platform, availability, lines, blindSince, paths }: PlatformPageProps) => {
  const open = platform.incidents.filter(({ closedAt }) => closedAt === null);
  const past = platform.incidents.filter(({ closedAt }) => closedAt !== null);
  return (
    <PageBody
      title={platform.name}
      beside={
        <>
          {platformKindWords[platform.kind].word} · <Moment iso={platform.at} as={longInstant} />
          {IN_PARIS}
        </>
      }
    >
      <BlindNote since={blindSince} />
      <Part name="incidents">
        {open.length > 0 && (
          <section aria-labelledby="en-cours">
            <h2 className="visually-hidden" id="en-cours">
              {incidentWords.running}
            </h2>
            {open.map((incident) => (
              <IncidentSummary key={incident.id} incident={incident} at={platform.at} paths={paths} />
            ))}
          </section>
        )}
      </Part>
      <p className="actions">
        <FollowLink paths={paths} what={{ profession: null, platforms: [platform.id] }} />
      </p>
      <Part name="matrix" isAnswer>
        <Matrix name={platform.name} matrix={platform.matrix} />
      </Part>
      <Part name="payments">
        <PaymentDays platform={platform} nameOf={namesOf(lines)} />
      </Part>
      <Part name="availability">
        {availability && <AvailabilityPart availability={availability} paths={paths} />}
        {availability && <OperatorRecord record={availability.record} />}
      </Part>
      <div className="cols">
        <Part name="dependencies">
          <Dependencies platform={platform} lines={lines} paths={paths} />
        </Part>
        <Part name="aside">
          <PlatformAside platform={platform} />
        </Part>
        <Part name="maintenances">
          <Maintenances maintenances={platform.maintenances} all={paths.maintenancesOf(platform.id)} />
        </Part>
        <Part name="voices">
          <StatementList
            voices={platform.voices}
            profession={null}
            nameOf={namesOf(lines)}
            title={platformWords.said(platform.name)}
            none={isQuiet(platform) ? statementWords.none : statementWords.nobody}
          />
        </Part>
        <Part name="past">
          <PastIncidents incidents={past} all={paths.historyOf(platform.id)} paths={paths} />
        </Part>
      </div>
    </PageBody>
  );
};
