import { earliest } from '../facts/intervals';
import type { Statement } from '../facts/statements';
import { type Flow, PROFESSIONS, type Profession } from '../facts/vocabulary';
import { hasStanding } from '../speakers/scope';
import { type Judgement, judgeFlow, severity } from './health';
import type { Known } from './known-facts';
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

const ownLink = (known: Known, platform: string, flow: Flow, reader: Reader): Link => {
  const statements = statementsBearing(known, platform, flow, reader);
  const judgement = judgeFlow(
    {
      statements,
      confirmed: known.confirmed,
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
  (known.statements.get(platform) ?? []).filter((statement) => {
    const speaker = known.directory.organisations.get(statement.by);
    return (
      statement.flows.includes(flow) &&
      (statement.professions === null || statement.professions.includes(profession)) &&
      (statement.mutuelles === null || (mutuelle !== null && statement.mutuelles.includes(mutuelle))) &&
      speaker !== undefined &&
      hasStanding(speaker, platform, profession, mutuelle)
    );
  });

const windowLink = (known: Known, platform: string, flow: Flow, { profession, mutuelle }: Reader): Link[] => {
  const windows = (known.windows.get(platform) ?? []).filter((window) => {
    const author = known.directory.organisations.get(window.by);
    return (
      window.flows.includes(flow) &&
      (window.professions === null || window.professions.includes(profession)) &&
      author !== undefined &&
      hasStanding(author, platform, profession, mutuelle)
    );
  });
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
    known.alarms
      .filter((alarm) => alarm.platform === platform && alarm.flow === flow)
      .filter((alarm) => alarm.profession === reader.profession)
      .filter((alarm) => alarm.mutuelle === null || alarm.mutuelle === reader.mutuelle)
      .map((alarm) => alarm.firstReportAt),
  );
