import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Incident } from '#server/contract/incidents';
import type { Maintenance } from '#server/contract/maintenances';
import type { PlatformRecord } from '#server/contract/platforms';
import { MaintenanceItem } from '../maintenances/maintenance-item';
import { Fact } from '../ui/fact';
import { Moment } from '../ui/moment';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { fullDay } from '../words/instants';
import { maintenanceStateWords } from '../words/maintenances';
import { platformWords } from '../words/platforms';
import { professionWords } from '../words/professions';
import { fr } from '../words/typography';

/** Where to reach a platform, whom it serves, and whence we know it. */
export const PlatformAside = ({ platform }: { platform: PlatformRecord }) => (
  <aside className="part aside" aria-labelledby="contacts">
    <h2 id="contacts">{platformWords.contacts}</h2>
    <dl className="facts">
      {platform.professionalPortal && (
        <Fact name={platformWords.portal} note={platformWords.portalNote}>
          <Site href={platform.professionalPortal} />
        </Fact>
      )}
      {platform.website && (
        <Fact name={platformWords.site}>
          <Site href={platform.website} />
        </Fact>
      )}
      {platform.contacts.map(({ label, value, checkedOn }) => (
        <Fact
          key={label}
          name={label}
          note={checkedOn ? platformWords.checkedOn(checkedOn) : platformWords.unchecked}
        >
          {value}
        </Fact>
      ))}
      <Fact name={platformWords.served} note={servedNote(platform)}>
        {platform.professions ? platformWords.knownCount(platform.professions.length) : platformWords.all}
      </Fact>
      {platform.conventionCodes.length > 0 && (
        <Fact name={platformWords.code}>{platform.conventionCodes.join(', ')}</Fact>
      )}
      <Fact name={platformWords.sources}>
        {platform.sources.map((source) => (
          <Source key={source} href={source} />
        ))}
      </Fact>
    </dl>
  </aside>
);

const hostOf = (address: string): string => address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/.*$/s, '');

const Site = ({ href, children = hostOf(href) }: { href: string; children?: ReactNode }) => (
  <a href={href} rel="noreferrer">
    {children}
  </a>
);

const Source = ({ href }: { href: string }) => (
  <span className="source">
    <Site href={href} />
  </span>
);

const servedNote = ({ professions }: PlatformRecord): string | undefined =>
  professions
    ? fr`${professions.map((each) => professionWords[each].name.toLowerCase()).join(', ')}`
    : undefined;

type PastIncidentsProps = {
  incidents: readonly Incident[];
  /** Address of all those of the platform: here, only what is still remembered. */
  all: string;
  paths: Paths;
};

export const PastIncidents = ({ incidents, all, paths }: PastIncidentsProps) =>
  incidents.length === 0 ? null : (
    <Section id="passes" title={platformWords.past}>
      <ul className="notices">
        {incidents.map(({ id, title, startedAt, closedAt }) => (
          <li key={id}>
            <h3>
              <Link to={paths.incident(id)} discover="none">
                {title}
              </Link>
            </h3>
            {startedAt && closedAt && (
              <p>
                {platformWords.from}
                <Moment iso={startedAt} as={fullDay} />
                {platformWords.until}
                <Moment iso={closedAt} as={fullDay} />
              </p>
            )}
          </li>
        ))}
      </ul>
      <p className="small">
        <Link to={all} discover="none">
          {platformWords.allIncidents}
        </Link>
      </p>
    </Section>
  );

type MaintenancesProps = {
  maintenances: readonly Maintenance[];
  /** Address of all those of the platform. */
  all: string;
};

/** Windows announced ahead or in force; those over are history. */
export const Maintenances = ({ maintenances, all }: MaintenancesProps) => {
  const ahead = maintenances.filter(({ state }) => state !== 'over');
  return (
    <Section id="maintenances" title={platformWords.maintenances}>
      {ahead.length === 0 ? (
        <p className="empty">{platformWords.none}</p>
      ) : (
        <ul className="notices">
          {ahead.map((maintenance) => (
            <MaintenanceItem
              key={maintenance.id}
              maintenance={maintenance}
              head={maintenanceStateWords[maintenance.state]}
            />
          ))}
        </ul>
      )}
      <p className="small">
        <Link to={all} discover="none">
          {platformWords.allMaintenances}
        </Link>
      </p>
    </Section>
  );
};
