import { inForce, serves } from '../facts/directory';
import { ascending } from '../facts/intervals';
import type { Statement } from '../facts/statements';
import {
  COMPONENT_STATUSES,
  type ComponentStatus,
  FLOWS,
  type Flow,
  type Health,
  IMPACTS,
  type Impact,
  PROFESSIONS,
  type Profession,
} from '../facts/vocabulary';
import { type JudgedPlatform, judgePlatform } from '../judgement/candidate';
import { severity } from '../judgement/health';
import type { Known } from '../judgement/known-facts';
import type { IncidentUpdate } from './updates';

/** A flow of a platform as Statuspage tells it; `since`: of the worst health, null when nothing is wrong. */
export type Component = {
  platform: string;
  flow: Flow;
  status: ComponentStatus;
  isVerified: boolean;
  since: Date | null;
};

/** Every flow of every platform, by platform then in the order of the trade; of one profession, or the worst over all. */
export const componentsOf = (known: Known, asked: Profession | null): Component[] =>
  [...known.directory.platforms.values()]
    .sort((a, b) => ascending(a.id, b.id))
    .flatMap(({ id, flows }) => {
      const professions = servedIn(known, id, asked);
      if (professions.length === 0) return [];
      const judged = professions.map(
        (profession) => judgePlatform(known, id, { profession, mutuelle: null, concentrator: null }).flows,
      );
      return FLOWS.filter((flow) => flows.includes(flow)).map((flow) => componentOf(id, flow, judged));
    });

/** The professions a platform serves: those it lists, and those of its conventions in force; of them, the one asked. */
export const servedIn = (known: Known, platform: string, asked: Profession | null): Profession[] => {
  const listed = known.directory.platforms.get(platform)?.professions ?? null;
  const conventions = known.directory.conventionsAt.get(platform) ?? [];
  return PROFESSIONS.filter((profession) => asked === null || profession === asked).filter(
    (profession) =>
      listed === null ||
      listed.includes(profession) ||
      conventions.some((each) => inForce(each, known.day) && serves(each, profession)),
  );
};

/** `judged`: the flows of the platform, for each profession that it serves. */
const componentOf = (platform: string, flow: Flow, judged: readonly JudgedPlatform['flows'][]): Component => {
  const shown = judged.flatMap((flows) => flows.find((each) => each.flow === flow)?.shown ?? []);
  const [worst] = [...shown].sort((a, b) => severity(b.health) - severity(a.health));
  return {
    platform,
    flow,
    status: statusFrom(shown.map(({ health }) => health)),
    isVerified: worst?.health !== 'unknown',
    since: worst?.since ?? null,
  };
};

const STATUS_OF: Record<Exclude<Health, 'down'>, ComponentStatus> = {
  operational: 'operational',
  degraded: 'degraded_performance',
  maintenance: 'under_maintenance',
  unknown: 'degraded_performance',
};

/** From the health of each profession served: the worst; down is partial while it is not for all. */
export const statusFrom = (healths: readonly Health[]): ComponentStatus => {
  const [worst = 'operational'] = [...healths].sort((a, b) => severity(b) - severity(a));
  if (worst !== 'down') return STATUS_OF[worst];
  return healths.every((health) => health === 'down') ? 'major_outage' : 'partial_outage';
};

export const worstStatus = (statuses: readonly ComponentStatus[]): ComponentStatus =>
  [...COMPONENT_STATUSES].reverse().find((status) => statuses.includes(status)) ?? 'operational';

/** The whole page in one word, worst first: maintenance never hides an outage. */
export const rollUp = (statuses: readonly ComponentStatus[]) =>
  ROLL_UPS.find(({ when }) => when(statuses)) ?? ALL_WELL;

type OverallStatus = {
  indicator: 'none' | 'minor' | 'major' | 'critical' | 'maintenance';
  description: string;
};
type RollUp = OverallStatus & { when: (statuses: readonly ComponentStatus[]) => boolean };

const ALL_WELL: OverallStatus = { indicator: 'none', description: 'All Systems Operational' };
const all = (status: ComponentStatus) => (statuses: readonly ComponentStatus[]) =>
  statuses.length > 0 && statuses.every((each) => each === status);
const some = (status: ComponentStatus) => (statuses: readonly ComponentStatus[]) => statuses.includes(status);

const ROLL_UPS: readonly RollUp[] = [
  { indicator: 'critical', description: 'Major System Outage', when: all('major_outage') },
  {
    indicator: 'major',
    description: 'Partial System Outage',
    when: (statuses) => some('major_outage')(statuses) || all('partial_outage')(statuses),
  },
  { indicator: 'minor', description: 'Minor Service Outage', when: some('partial_outage') },
  { indicator: 'minor', description: 'Degraded System Service', when: all('degraded_performance') },
  { indicator: 'minor', description: 'Partially Degraded Service', when: some('degraded_performance') },
  { indicator: 'maintenance', description: 'Service Under Maintenance', when: some('under_maintenance') },
];

/** What a step of an incident says changed of a component. */
export type Change = { platform: string; flow: Flow; before: ComponentStatus; after: ComponentStatus };

/** What each step said changed, in their order, and the impact of the whole, as said: no judgement is asked here. */
export const affectedBy = (
  known: Known,
  steps: readonly IncidentUpdate[],
  asked: Profession | null,
): { of: readonly (readonly Change[])[]; impact: Impact } => {
  const said = new Map<string, Map<Profession, Health>>();
  const servedOn = new Map<string, Profession[]>();
  const servedBy = (platform: string): Profession[] => {
    const served = servedOn.get(platform) ?? servedIn(known, platform, asked);
    servedOn.set(platform, served);
    return served;
  };
  const of = steps.map((step) => {
    const touched = step.isClosing ? [...said.keys()] : keysOf(step.statements);
    return touched.flatMap((key): Change[] => {
      const [platform = '', flow] = key.split(' ') as [string, Flow];
      const served = servedBy(platform);
      const held = said.get(key) ?? new Map<Profession, Health>();
      const before = statusFrom(served.map((each) => held.get(each) ?? 'operational'));
      const next = new Map(step.isClosing ? [] : held);
      for (const each of served) {
        const health = worstSaid(step.statements, platform, flow, each);
        if (health) next.set(each, health);
      }
      said.set(key, next);
      const after = statusFrom(served.map((each) => next.get(each) ?? 'operational'));
      return step.isClosing && before === after ? [] : [{ platform, flow, before, after }];
    });
  });
  return { of, impact: worstImpact(of.flat().map(({ after }) => after)) };
};

const keysOf = (statements: readonly Statement[]): string[] => {
  const platforms = [...new Set(statements.map(({ platform }) => platform))].sort();
  return platforms.flatMap((platform) =>
    FLOWS.filter((flow) =>
      statements.some((each) => each.platform === platform && each.flows.includes(flow)),
    ).map((flow) => `${platform} ${flow}`),
  );
};

const worstSaid = (
  statements: readonly Statement[],
  platform: string,
  flow: Flow,
  profession: Profession,
): Health | undefined =>
  statements
    .filter((each) => each.platform === platform && each.flows.includes(flow))
    .filter(({ professions }) => professions === null || professions.includes(profession))
    .map(({ health }) => health)
    .sort((a, b) => severity(b) - severity(a))[0];

const IMPACT_OF: Record<ComponentStatus, Impact> = {
  operational: 'none',
  under_maintenance: 'minor',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
};

const worstImpact = (statuses: readonly ComponentStatus[]): Impact =>
  [...IMPACTS].reverse().find((impact) => statuses.some((status) => IMPACT_OF[status] === impact)) ?? 'none';
