import type { Evidence } from '#server/domain/facts/evidence';
import type { Incident } from '#server/domain/facts/incidents';
import { saidAt } from '#server/domain/facts/statements';
import { affectedBy, type Change } from '#server/domain/incidents/statuspage-components';
import {
  concernsProfession,
  type IncidentUpdate,
  isSettled,
  updatesOf,
} from '#server/domain/incidents/updates';
import { stepText } from '../feeds/update-text';
import { componentId, componentsNamed, latest, pageId, type View } from './view';

type IncidentFacts = Pick<Evidence, 'incidents' | 'statements' | 'updates' | 'closings' | 'retractions'>;

/** Incidents of which something was told, the newest first by their beginning. `isAsked`: those that stand so. */
export const incidentsJson = (
  view: View,
  facts: IncidentFacts,
  isAsked: (stage: IncidentUpdate['stage']) => boolean = () => true,
) =>
  facts.incidents
    .flatMap((incident) => {
      const steps = updatesOf(facts, incident.id, view.read, concernsProfession(view.profession));
      const [first, last] = [steps[0], steps.at(-1)];
      return first && last && isAsked(last.stage) ? [incidentJson(view, incident, steps, last)] : [];
    })
    .sort((a, b) => +b.started_at - +a.started_at || (a.id < b.id ? 1 : -1));

const UNRESOLVED: readonly string[] = ['investigating', 'identified', 'monitoring'];
export const unresolvedJson = (view: View) => {
  const { evidence } = view.read;
  const incidents = evidence.incidents.filter(({ id }) => !isSettled(evidence, id, view.read));
  return incidentsJson(view, { ...evidence, incidents }, (stage) => UNRESOLVED.includes(stage));
};

/** `steps`: all that was told of it, `last` the last of them. */
const incidentJson = (
  view: View,
  { id, title }: Incident,
  steps: readonly IncidentUpdate[],
  last: IncidentUpdate,
) => {
  const affected = affectedBy(view.known, steps, view.profession);
  const named = new Set(affected.of.flat().map(({ platform, flow }) => componentId(platform, flow)));
  const recorded = steps.map(({ recordedAt }) => recordedAt);
  const instants = steps.map(({ effectiveAt }) => +effectiveAt);
  const isOver = !UNRESOLVED.includes(last.stage);
  return {
    id,
    name: title,
    status: last.stage,
    created_at: new Date(Math.min(...recorded.map(Number))),
    updated_at: latest(recorded, last.recordedAt, last.recordedAt),
    monitoring_at: saidFirst(steps, 'monitoring'),
    resolved_at: isOver ? saidFirst(steps, 'resolved') : null,
    impact: affected.impact,
    shortlink: `${view.origin}/incidents/${encodeURIComponent(id)}`,
    started_at: new Date(Math.min(...instants)),
    page_id: pageId,
    incident_updates: steps
      .map((step, index) => stepJson(view, id, step, affected.of[index] ?? []))
      .reverse(),
    components: componentsNamed(view, named),
    reminder_intervals: null,
  };
};

/** A closing says when it was over; any other step, when it was said. */
const saidFirst = (steps: readonly IncidentUpdate[], stage: IncidentUpdate['stage']): Date | null => {
  const step =
    steps.find(({ isClosing }) => isClosing && stage === 'resolved') ??
    steps.find((each) => each.stage === stage);
  if (!step) return null;
  return step.isClosing ? step.effectiveAt : saidAt(step);
};

const stepJson = (view: View, incident: string, step: IncidentUpdate, changes: readonly Change[]) => ({
  id: step.id,
  status: step.stage,
  body: stepText(view.words, view.read.directory, step),
  incident_id: incident,
  created_at: step.recordedAt,
  updated_at: step.recordedAt,
  display_at: step.effectiveAt,
  affected_components:
    changes.length === 0
      ? null
      : changes.map(({ platform, flow, before, after }) => ({
          code: componentId(platform, flow),
          name: view.words.flows[flow],
          old_status: before,
          new_status: after,
        })),
  deliver_notifications: false,
  custom_tweet: null,
  tweet_id: null,
});
