import { type Maintenance, type MaintenanceState, maintenanceState } from '#server/domain/facts/maintenances';
import { knownBy } from '#server/domain/facts/recorded';
import { componentId, componentsNamed, pageId, type View } from './view';

type Window = Omit<Maintenance, 'storedAt'>;
type Stage = 'scheduled' | 'in_progress' | 'completed';

const STAGE_OF: Record<MaintenanceState, Stage> = {
  upcoming: 'scheduled',
  'in-force': 'in_progress',
  over: 'completed',
  cancelled: 'completed',
};

/** Windows of the profession asked, in the order given. */
export const maintenancesJson = (view: View, windows: readonly Window[]) =>
  knownBy(windows, view.read.knownAt)
    .filter(({ professions }) => !view.profession || !professions || professions.includes(view.profession))
    .map((window) => maintenanceJson(view, window));

/** The windows that are neither over nor cancelled, the soonest first. */
export const pendingJson = (view: View, stages: readonly Stage[]) =>
  maintenancesJson(
    view,
    [...view.read.evidence.maintenances].sort((a, b) => +a.from - +b.from),
  ).filter(({ status }) => stages.includes(status));

const maintenanceJson = (view: View, window: Window) => {
  const { id, platform, flows, from, to, recordedAt } = window;
  const name = view.read.directory.platforms.get(platform)?.name ?? platform;
  const updates = updatesOf(view, window);
  const [newest] = updates;
  const status = STAGE_OF[maintenanceState(window, view.read.at)];
  return {
    id,
    name: view.words.maintenanceOf(name),
    status,
    created_at: recordedAt,
    updated_at: newest?.created_at ?? recordedAt,
    monitoring_at: null,
    resolved_at: status === 'completed' ? (newest?.display_at ?? to) : null,
    impact: 'maintenance' as const,
    shortlink: `${view.origin}/maintenances`,
    started_at: from,
    page_id: pageId,
    incident_updates: updates,
    components: componentsNamed(view, new Set(flows.map((flow) => componentId(platform, flow)))),
    reminder_intervals: null,
    scheduled_for: from,
    scheduled_until: to,
  };
};

/** Newest first: over or cancelled, begun, announced. */
const updatesOf = (view: View, { id, from, to, recordedAt, text, cancelledAt, ...window }: Window) => {
  const { at } = view.read;
  const { words } = view;
  const name = view.read.directory.platforms.get(window.platform)?.name ?? window.platform;
  const ended = cancelledAt && cancelledAt <= at && cancelledAt < to ? cancelledAt : null;
  const over = ended ?? to;
  const update = (status: Stage, instant: Date, body: string, isAffected = true) => ({
    id: `${id}.${status}`,
    status,
    body,
    incident_id: id,
    created_at: instant,
    updated_at: instant,
    display_at: instant,
    affected_components: isAffected ? affectedBy(view, window, status) : null,
    deliver_notifications: false,
    custom_tweet: null,
    tweet_id: null,
  });
  return [
    ...(over <= at
      ? [update('completed', over, ended ? words.maintenanceCancelled : words.maintenanceOver, from < over)]
      : []),
    ...(from <= at && from < over ? [update('in_progress', from, words.maintenanceBegun)] : []),
    update('scheduled', recordedAt, text ?? words.maintenanceOf(name), false),
  ];
};

const affectedBy = (view: View, { platform, flows }: Pick<Window, 'platform' | 'flows'>, status: Stage) =>
  flows.map((flow) => ({
    code: componentId(platform, flow),
    name: view.words.flows[flow],
    old_status: status === 'completed' ? ('under_maintenance' as const) : ('operational' as const),
    new_status: status === 'completed' ? ('operational' as const) : ('under_maintenance' as const),
  }));
