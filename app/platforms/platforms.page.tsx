import { Link } from '@remix-run/react';
import type { PlatformLine } from '#server/contract/platforms';
import { HEALTHS, PLATFORM_KINDS, type PlatformKind } from '#server/domain/facts/vocabulary';
import { useDoubt } from '../ui/freshness';
import { Section } from '../ui/page-body';
import type { Paths } from '../ui/paths';
import { HealthMark } from '../ui/signs';
import { basisWords, flowWords } from '../words/flows';
import { doubtWords } from '../words/freshness';
import { platformWords } from '../words/platforms';
import { platformKindWords } from '../words/sources';
import { capital, typeset } from '../words/typography';

type PlatformsListProps = { platforms: readonly PlatformLine[]; paths: Paths };

export const PlatformsList = ({ platforms, paths }: PlatformsListProps) =>
  PLATFORM_KINDS.map((kind) => (
    <Kind
      key={kind}
      kind={kind}
      platforms={worstFirst(platforms.filter((each) => each.kind === kind))}
      paths={paths}
    />
  ));

const worstFirst = (platforms: readonly PlatformLine[]): PlatformLine[] =>
  [...platforms].sort(
    (a, b) => HEALTHS.indexOf(b.health) - HEALTHS.indexOf(a.health) || a.name.localeCompare(b.name, 'fr'),
  );

const Kind = ({ kind, platforms, paths }: PlatformsListProps & { kind: PlatformKind }) => {
  const isDoubted = useDoubt() !== null;
  return platforms.length === 0 ? null : (
    <Section id={kind} title={platformKindWords[kind].plural}>
      <ul className="platform-list">
        {platforms.map((platform) => (
          <li key={platform.id}>
            <HealthMark health={platform.health} basis={platform.basis} />
            <Link to={paths.platform(platform.id)} discover="none">
              {typeset(platform.name)}
            </Link>
            <span className="said">{saidOf(platform, isDoubted)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** Which flows do not work for somebody, and whether that is sure. */
const saidOf = ({ flows, health, basis }: PlatformLine, isDoubted: boolean): string => {
  if (health === 'operational') return '';
  const touched = flows.map((flow) => flowWords[flow].inList).join(', ');
  const said = basis === 'declared' ? touched : platformWords.doubted(touched, basisWords[basis]);
  return capital(isDoubted ? doubtWords.sentence(said) : said);
};
