import type { Context } from 'hono';
import type { z } from 'zod';
import type { Db } from '#db/database';
import { type LastSaid, readLastSaid } from '#db/last-said';
import { askedId } from '#server/contract/ids';
import type { Words } from '#server/contract/words';
import { grouped } from '#server/domain/facts/grouped';
import { DAY, shift } from '#server/domain/facts/intervals';
import { knownBy } from '#server/domain/facts/recorded';
import { accept, type Result } from '#server/domain/facts/result';
import { TIME_RULES } from '#server/domain/facts/time-rules';
import type { Flow, Profession } from '#server/domain/facts/vocabulary';
import { type Component, componentsOf, worstStatus } from '#server/domain/incidents/statuspage-components';
import { likelyCounts } from '#server/domain/judgement/likely';
import type { Deps } from '../deps';
import { orRemembered } from '../kit/accidents';
import type { Refusal } from '../kit/problems';
import { askRecord, instantsQuery, type ReadContext, readProfession } from '../kit/request-scope';
import { groupDescription } from './group-description';

/** The context of every Statuspage v2 reading. `origin`: where this service is reached. */
export type View = ReadContext & {
  words: Words;
  origin: string;
  profession: Profession | null;
  components: readonly Component[];
  /** Of the profession asked: how many mutuelles each operator is a likely one of. Empty when none is asked. */
  likely: ReadonlyMap<string, number>;
  /** When each component was last spoken of. */
  said: ReadonlyMap<string, Date>;
};

export const viewQuery = instantsQuery.extend({ profession: askedId.optional() });

export const readView = async (
  deps: Deps,
  c: Context,
  { profession: id, ...instants }: z.output<typeof viewQuery>,
): Promise<Result<View, Refusal>> => {
  const asked = id === undefined ? accept(null) : readProfession(id);
  if (!asked.ok) return asked;
  const reading = await askRecord(deps, instants, 0, { isOverLeftOut: true });
  if (!reading.ok) return reading;
  const { origin } = new URL(deps.publicUrl ?? c.req.url);
  const { read, known } = reading.value;
  const isNow = instants.at === undefined && instants.knownAt === undefined;
  const until = read.at < read.knownAt ? read.at : read.knownAt;
  const words = isNow ? saidBefore(deps.db, shift(until, -HELD)) : readLastSaid(deps.db, until);
  const said = [...wordsHeld(read), ...(await orRemembered(words, () => []))];
  const components = componentsOf(known, asked.value);
  const likely = asked.value === null ? new Map<string, number>() : likelyCounts(known, asked.value);
  return accept({
    ...reading.value,
    words: deps.words,
    origin,
    profession: asked.value,
    components,
    likely,
    said: lastSaid(said),
  });
};

const PAGE = 'comptoir';
/** The record begins that day; when each platform was first listed is not kept. */
const LISTED = new Date('2024-01-01T00:00:00+01:00');

export const pageJson = (view: View) => ({
  id: PAGE,
  name: 'Comptoir',
  url: view.origin,
  time_zone: 'Europe/Paris',
  updated_at: lastChange(view),
});

/** The last instant of these that is past. */
export const latest = (instants: readonly (Date | null)[], at: Date, otherwise = LISTED): Date =>
  instants.reduce<Date>(
    (last, each) => (each && each <= at && each > last ? each : last),
    instants.find((each) => each && each <= at) ?? otherwise,
  );

const lastChange = ({ read: { evidence, at }, said }: View): Date => {
  const { statements, updates, closings, confirmations, retractions, maintenances } = evidence;
  let last: Date | null = said.size > 0 ? latest([...said.values()], at) : null;
  for (const facts of [statements, updates, closings, confirmations, retractions, maintenances])
    for (const { recordedAt } of facts)
      if (recordedAt <= at && (!last || recordedAt > last)) last = recordedAt;
  return last ?? LISTED;
};

export const componentId = (platform: string, flow: Flow): string => `${platform}.${flow}`;

/** Groups, each before its components: made once a view, whatever names some of them. */
export const allComponents = (view: View) => {
  const kept = made.get(view) ?? makeComponents(view);
  made.set(view, kept);
  return kept;
};

const made = new WeakMap<View, ReturnType<typeof makeComponents>>();

const makeComponents = (view: View) => {
  const { said } = view;
  return [...grouped(view.components, ({ platform }) => platform)].flatMap(([platform, own], position) => [
    groupJson(view, platform, own, { position: position + 1, said }),
    ...own.map((component, index) => componentJson(view, component, { position: index + 1, said })),
  ]);
};

const SHOWN = {
  showcase: true,
  start_date: null,
  page_id: PAGE,
  only_show_if_degraded: false,
  created_at: LISTED,
};

/** `said`: when each flow was last spoken of. */
type Placed = { position: number; said: ReadonlyMap<string, Date> };

const groupJson = (view: View, platform: string, own: readonly Component[], { position, said }: Placed) => ({
  ...SHOWN,
  id: platform,
  name: view.read.directory.platforms.get(platform)?.name ?? platform,
  status: worstStatus(own.map(({ status }) => status)),
  updated_at: latest(
    own.map((component) => updatedAt(view, component, said)),
    view.read.at,
  ),
  position,
  description: groupDescription(view, platform),
  group_id: null,
  group: true,
  components: own.map(({ flow }) => componentId(platform, flow)),
});

const componentJson = (view: View, component: Component, { position, said }: Placed) => ({
  ...SHOWN,
  id: componentId(component.platform, component.flow),
  name: view.words.flows[component.flow],
  status: component.status,
  updated_at: updatedAt(view, component, said),
  position,
  description: component.isVerified ? null : view.words.notVerified,
  group_id: component.platform,
  group: false,
});

/** When something was last said of it, or it went wrong without a word. */
const updatedAt = (
  { read: { at } }: View,
  { platform, flow, since }: Component,
  said: Placed['said'],
): Date => latest([since, said.get(componentId(platform, flow)) ?? null], at);

/** What was said since so long is held of now, and a day more. */
const HELD = TIME_RULES.backlog.lasts - DAY;

/** What was said before what is held is read once a day: what comes late is held. */
const saidBefore = async (db: Db, instant: Date): Promise<LastSaid[]> => {
  const until = Math.floor(+instant / DAY) * DAY;
  const kept = older.get(db);
  if (kept?.until === until) return kept.words;
  const words = await readLastSaid(db, new Date(until));
  older.set(db, { until, words });
  return words;
};

const older = new WeakMap<Db, { until: number; words: LastSaid[] }>();

/** Of what bears on the instant. */
const wordsHeld = ({ evidence, at, knownAt }: ReadContext['read']) =>
  knownBy(evidence.statements, at < knownAt ? at : knownAt).flatMap(({ platform, flows, recordedAt }) =>
    flows.map((flow) => ({ platform, flow, recordedAt })),
  );

/** By component. */
const lastSaid = (words: readonly LastSaid[]): ReadonlyMap<string, Date> => {
  const last = new Map<string, Date>();
  for (const { platform, flow, recordedAt } of words) {
    const id = componentId(platform, flow);
    const before = last.get(id);
    if (!before || before < recordedAt) last.set(id, recordedAt);
  }
  return last;
};

/** The components named, as they are now. */
export const componentsNamed = (view: View, ids: ReadonlySet<string>) =>
  allComponents(view).filter(({ id }) => ids.has(id));

export const pageId = PAGE;
