import { servedIn, statusFrom } from './components';
import { severity } from './health';
import type { Known } from './known';
import type { Statement } from './statements';
import type { Step } from './steps';
import {
  type ComponentStatus,
  FLOWS,
  type Flow,
  type Health,
  IMPACTS,
  type Impact,
  type Profession,
} from './vocabulary';

/** What a step of an incident says changed of a component. */
export type Change = { platform: string; flow: Flow; before: ComponentStatus; after: ComponentStatus };

/** What each step said changed, in their order, and the impact of the whole, as said: no judgement is asked here. */
export const affectedBy = (
  known: Known,
  steps: readonly Step[],
  asked: Profession | null,
): { of: readonly (readonly Change[])[]; impact: Impact } => {
  const said = new Map<string, Map<Profession, Health>>();
  const of = steps.map((step) => {
    const touched = step.isClosing ? [...said.keys()] : keysOf(step.statements);
    return touched.flatMap((key): Change[] => {
      const [platform = '', flow] = key.split(' ') as [string, Flow];
      const served = servedIn(known, platform, asked);
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
