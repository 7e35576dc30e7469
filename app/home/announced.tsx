import { Link } from '@remix-run/react';
import type { Overview } from '#server/contract/overview';
import { Dated, Moment } from '../ui/moment';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { flowWords } from '../words/flows';
import { homeWords } from '../words/home';
import { day as dayWords, longDay, longMoment } from '../words/instants';
import { listed, typeset } from '../words/typography';

const noonOf = (day: string): string => `${day}T12:00:00Z`;

/** What is announced for seven days: windows of maintenance, and payments promised. */
export const Announced = ({ overview, paths }: { overview: Overview; paths: Paths }) => {
  const { maintenances, payments } = overview.announced;
  return (
    <Section id="semaine" title={homeWords.week}>
      {maintenances.length + payments.length === 0 && <p className="empty">{homeWords.nothingAnnounced}</p>}
      <ul className="home-list">
        {maintenances.map(({ id, platform, platformName, from, to, flows }) => (
          <li key={id} className="home-item">
            <Link to={paths.maintenancesOf(platform)} discover="none">
              {typeset(platformName)}
            </Link>
            {`, ${homeWords.maintenance} (${listed(flows.map((flow) => flowWords[flow].inList))}), `}
            {homeWords.from}
            <Moment iso={from} as={longMoment} />
            {homeWords.until}
            <Moment iso={to} as={longMoment} />
          </li>
        ))}
        {payments.map(({ platform, name, expectedOn, days }) => (
          <li key={`${platform} ${expectedOn}`} className="home-item">
            <Link to={paths.platform(platform)} discover="none">
              {typeset(name)}
            </Link>
            {', '}
            <Dated text={homeWords.promised(`du ${listed(days.map((each) => dayWords(noonOf(each))))}`)} />{' '}
            <Dated text={longDay(noonOf(expectedOn))} />
          </li>
        ))}
      </ul>
    </Section>
  );
};
