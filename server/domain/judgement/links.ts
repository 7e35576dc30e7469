import { earliest } from '../facts/intervals';
import type { Maintenance } from '../facts/maintenances';
import type { Statement } from '../facts/statements';
import { type Flow, PROFESSIONS, type Profession } from '../facts/vocabulary';
import { hasStanding } from '../speakers/scope';
import { type Judgement, judgeFlow, severity } from './health';
import { type Known, knownOf } from './known-facts';
import type { KnownPlatform } from './known-platform';
import { signalFor, witnessFor } from './measured';

/** Whose counter asks: `mutuelle` null for the operator printed on the card. */
export type Reader = {
  profession: Profession;
  mutuelle: string | null;
  concentrator: string | null;
};

/** One platform's part in a flow, judged, with the statements that bear on it, newest first. */
export type Link = Judgement & {
  platform: string;
  statements: readonly Statement[];
  /** The reader's concentrator, when the flow hangs on this link through it and not through the operator; else null. */
  concentrator: string | null;
};

/** The worst in order of severity, the first on ties. */
export const worstLink = (links: readonly [Link, ...Link[]]): Link =>
  links.reduce((worst, link) => (severity(link.health) > severity(worst.health) ? link : worst));

const CONCENTRATED: readonly Flow[] = ['dre', 'arl', 'noemie'];

/**
 * Every link a flow of a platform hangs on: its own, its window, its dependencies' in the order of the file, depth
 * first, a platform once; and for what a concentrator carries, the reader's concentrator, last (RULES.md 4).
 */
export const linksOf = (known: Known, platform: string, flow: Flow, reader: Reader): [Link, ...Link[]] => {
  const visited = new Set([platform]);
  const restOf = (id: string): Link[] => [
    ...windowLink(known, id, flow, reader),
    ...(known.directory.platforms.get(id)?.dependsOn ?? [])
      .filter((dependency) => dependency.flows.includes(flow))
      .flatMap((dependency) => visit(dependency.platform)),
  ];
  const visit = (id: string): Link[] => {
    if (visited.has(id)) return [];
    visited.add(id);
    return [ownLink(known, id, flow, reader), ...restOf(id)];
  };
  const concentrator = CONCENTRATED.includes(flow) ? reader.concentrator : null;
  return [
    ownLink(known, platform, flow, reader),
    ...restOf(platform),
    ...(concentrator === null ? [] : visit(concentrator).map((link) => ({ ...link, concentrator }))),
  ];
};

/** What a word, or an incident's, is about. */
export type About = Pick<Statement, 'platform' | 'flows' | 'professions' | 'mutuelles'>;

/** Every own link that a word is about: by flow, by profession, for everybody and for each mutuelle named. */
export const linksAbout = (known: Known, { platform, flows, professions, mutuelles }: About): Link[] =>
  flows.flatMap((flow) =>
    (professions ?? PROFESSIONS).flatMap((profession) =>
      [null, ...(mutuelles ?? [])].map((mutuelle) =>
        ownLink(known, platform, flow, { profession, mutuelle, concentrator: null }),
      ),
    ),
  );

/** Judged once for all professions of which the same is said, reported and measured. */
const ownLink = (known: Known, platform: string, flow: Flow, reader: Reader): Link => {
  if (reader.mutuelle !== null) return judgeLink(known, platform, flow, reader);
  const counts = knownOf(known, platform);
  const kept = ownLinks.get(counts) ?? new Map<string, Link>();
  ownLinks.set(counts, kept);
  const key = `${platform} ${flow} ${likenessOf(known, platform, reader.profession)}`;
  const link = kept.get(key) ?? judgeLink(known, platform, flow, reader);
  kept.set(key, link);
  return link;
};

const ownLinks = new WeakMap<KnownPlatform, Map<string, Link>>();

/** The same for two professions when all that counts of a platform, in whichever flow, bears on both or on neither. */
export const likenessOf = (known: Known, platform: string, profession: Profession): string => {
  const counts = knownOf(known, platform);
  const kept = likenesses.get(counts) ?? new Map<string, string>();
  likenesses.set(counts, kept);
  const key = `${platform} ${profession}`;
  const bears = ({ by, professions }: Pick<Statement, 'by' | 'professions'>): boolean => {
    const speaker = known.directory.organisations.get(by);
    return (
      (professions === null || professions.includes(profession)) &&
      speaker !== undefined &&
      hasStanding(speaker, platform, profession, null)
    );
  };
  const likeness =
    kept.get(key) ??
    [
      ...[...counts.statements, ...counts.excluded].map((fact) => Number(bears(fact))),
      ...counts.alarms.map((alarm) => Number(alarm.profession === profession)),
    ].join('');
  kept.set(key, likeness);
  return likeness;
};

const likenesses = new WeakMap<KnownPlatform, Map<string, string>>();

const judgeLink = (known: Known, platform: string, flow: Flow, reader: Reader): Link => {
  const statements = statementsBearing(known, platform, flow, reader);
  const judgement = judgeFlow(
    {
      statements,
      confirmed: knownOf(known, platform).confirmed,
      kindOf: (organisation) => known.directory.organisations.get(organisation)?.kind,
      signal: signalFor(known, platform, flow, reader.profession),
      witness: (statement) => witnessFor(known, platform, flow, reader.profession, statement),
      reportedSince: firstReport(known, platform, flow, reader),
    },
    known.at,
  );
  return { ...judgement, platform, statements, concentrator: null };
};

/** The statements that bear on this flow for this reader (RULES.md 3). */
const statementsBearing = (
  known: Known,
  platform: string,
  flow: Flow,
  { profession, mutuelle }: Reader,
): Statement[] =>
  knownOf(known, platform).statements.filter((statement) => {
    const speaker = known.directory.organisations.get(statement.by);
    return (
      statement.flows.includes(flow) &&
      (statement.professions === null || statement.professions.includes(profession)) &&
      (statement.mutuelles === null || (mutuelle !== null && statement.mutuelles.includes(mutuelle))) &&
      speaker !== undefined &&
      hasStanding(speaker, platform, profession, mutuelle)
    );
  });

/** The windows in force that bear on this flow for this reader. */
export const windowsBearing = (
  known: Known,
  platform: string,
  flow: Flow,
  { profession, mutuelle }: Pick<Reader, 'profession' | 'mutuelle'>,
): readonly Maintenance[] =>
  knownOf(known, platform).windows.filter((window) => {
    const author = known.directory.organisations.get(window.by);
    return (
      window.flows.includes(flow) &&
      (window.professions === null || window.professions.includes(profession)) &&
      author !== undefined &&
      hasStanding(author, platform, profession, mutuelle)
    );
  });

const windowLink = (known: Known, platform: string, flow: Flow, reader: Reader): Link[] => {
  const windows = windowsBearing(known, platform, flow, reader);
  if (windows.length === 0) return [];
  const since = earliest(windows.map((window) => window.from));
  return [
    {
      platform,
      health: 'maintenance',
      basis: 'declared',
      since,
      downSince: null,
      statements: [],
      concentrator: null,
    },
  ];
};

const firstReport = (known: Known, platform: string, flow: Flow, reader: Reader): Date | null =>
  earliest(
    knownOf(known, platform)
      .alarms.filter((alarm) => alarm.flow === flow)
      .filter((alarm) => alarm.profession === reader.profession)
      .filter((alarm) => alarm.mutuelle === null || alarm.mutuelle === reader.mutuelle)
      .map((alarm) => alarm.firstReportAt),
  );
