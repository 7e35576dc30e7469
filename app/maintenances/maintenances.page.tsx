import { Link } from '@remix-run/react';
import type { Maintenance } from '#server/contract/maintenances';
import { namesOf } from '../ui/names';
import { PageBody } from '../ui/page-body';
import { olderThan, type Paths } from '../ui/paths';
import { PlatformFilter } from '../ui/platform-filter';
import { maintenanceParts, maintenanceWords } from '../words/maintenances';
import { typeset } from '../words/typography';
import { MaintenanceItem } from './maintenance-item';

type MaintenancesPageProps = {
  /** Newest first. */
  maintenances: readonly Maintenance[];
  /** Cursor of the older ones; null: these are the last. */
  next: string | null;
  platforms: readonly { id: string; name: string }[];
  /** The platform asked for; null: all. */
  platform: string | null;
  /** Whether newer ones are on a page before. */
  isOlder: boolean;
  paths: Paths;
};

export const MaintenancesPage = ({ platforms, platform, next, paths, ...rest }: MaintenancesPageProps) => (
  <PageBody title={maintenanceWords.title} beside={maintenanceWords.lead}>
    <PlatformFilter action="/maintenances" platforms={platforms} chosen={platform} at={paths.at} />
    <Parts {...rest} platforms={platforms} paths={paths} />
    {next !== null && (
      <p className="small">
        <Link
          to={olderThan(next, platform ? paths.maintenancesOf(platform) : paths.maintenances)}
          discover="none"
        >
          {maintenanceWords.older}
        </Link>
      </p>
    )}
  </PageBody>
);

type PartsProps = Pick<MaintenancesPageProps, 'maintenances' | 'isOlder' | 'platforms' | 'paths'>;

const Parts = ({ maintenances, isOlder, platforms, paths }: PartsProps) => {
  const nameOf = namesOf(platforms);
  if (maintenances.length === 0) return <p className="empty part">{maintenanceWords.none}</p>;
  return maintenanceParts.map(({ title, states, none }) => {
    const own = maintenances.filter(({ state }) => states.includes(state));
    if (own.length === 0 && isOlder) return null;
    return (
      <section key={title} className="part" aria-labelledby={states[0]}>
        <h2 id={states[0]}>{title}</h2>
        {own.length === 0 && <p className="empty">{none}</p>}
        <ul className="notices">
          {soonestFirst(own).map((maintenance) => (
            <MaintenanceItem
              key={maintenance.id}
              maintenance={maintenance}
              head={
                <Link to={paths.platform(maintenance.platform)} discover="none">
                  {typeset(nameOf(maintenance.platform))}
                </Link>
              }
            />
          ))}
        </ul>
      </section>
    );
  });
};

/** What is to come reads forward, what is past backward. */
const soonestFirst = (own: readonly Maintenance[]): readonly Maintenance[] =>
  own.every(({ state }) => state === 'upcoming') ? [...own].reverse() : own;
