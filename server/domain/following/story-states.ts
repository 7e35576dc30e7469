import { type Directory, restedOn } from '../facts/directory';
import type { Evidence } from '../facts/evidence';
import type { Reach } from '../facts/follows';
import { DAY, shift } from '../facts/intervals';
import { type Maintenance, maintenanceState } from '../facts/maintenances';
import { isForAll, type Notice, noticeState, speaksTo } from '../facts/notices';
import { type Flow, type FollowedKind, PROFESSIONS, type Profession } from '../facts/vocabulary';
import { concernsProfession, type IncidentUpdate, updatesOf } from '../incidents/updates';
import { boardGround } from '../judgement/board';
import type { Known } from '../judgement/known-facts';

/** What is told beside answers: notices, maintenances, steps of incidents, days of payment. */
const STORIES = ['notice', 'maintenance', 'incident', 'payment-day'] as const;
export type StorySubject = { of: (typeof STORIES)[number]; id: string };

/** `state`: the same text is the same story. `begun`: what is older when it is first seen was told in its time. */
export type Story = { key: string; state: string; begun: Date; reach: () => Reach[] };

const storyKey = ({ of, id }: StorySubject): string => `${of} ${id}`;

/** Null: it is the key of something else. */
export const storyOfKey = (key: string): StorySubject | null => {
  const [name, id] = key.split(' ');
  const of = STORIES.find((each) => each === name);
  return of && id ? { of, id } : null;
};

/** So long before its beginning a maintenance is told again. */
const REMINDED_MS = DAY;

/** In the order they come. */
const MAINTENANCE_STATES = ['announced', 'tomorrow', 'begun', 'over', 'cancelled'] as const;
type MaintenanceTold = (typeof MAINTENANCE_STATES)[number];

/** Announced within the day, it is not said twice. */
export const maintenanceTold = (maintenance: Maintenance, at: Date): MaintenanceTold => {
  const state = maintenanceState(maintenance, at);
  if (state !== 'upcoming') return state === 'in-force' ? 'begun' : state;
  const reminded = shift(maintenance.from, -REMINDED_MS);
  return reminded <= at && maintenance.recordedAt < reminded ? 'tomorrow' : 'announced';
};

/** The next instant at which a maintenance is told by time alone; null: none. */
export const nextTold = ({ maintenances }: Pick<Evidence, 'maintenances'>, at: Date): Date | null => {
  const instants = maintenances
    .flatMap(({ from, to }) => [+from - REMINDED_MS, +from, +to])
    .filter((instant) => instant > +at);
  return instants.length === 0 ? null : new Date(Math.min(...instants));
};

export const stories = (known: Known, evidence: Evidence): Story[] => [
  ...evidence.notices
    .filter(({ publishedAt }) => publishedAt <= known.at && publishedAt <= known.knownAt)
    .flatMap((notice) => noticeStory(known, evidence, notice)),
  ...evidence.maintenances
    .filter(({ recordedAt }) => recordedAt <= known.knownAt)
    .map((each) => maintenanceStory(known, each)),
  ...evidence.incidents.flatMap(({ id, platforms }) => incidentStory(known, evidence, id, platforms)),
  ...evidence.payments
    .filter(({ recordedAt }) => recordedAt <= known.knownAt)
    .map(
      (said): Story => ({
        key: storyKey({ of: 'payment-day', id: said.id }),
        state: 'said',
        begun: said.recordedAt,
        reach: () => reachOf(known, 'payment', { ...said, platforms: [said.platform], flows: ['virement'] }),
      }),
    ),
];

/** Once it is over there is nothing to tell of a notice; withdrawn for one that corrects it, that one tells it. */
const noticeStory = (known: Known, { notices }: Evidence, notice: Notice): Story[] => {
  const state = noticeState(notice, known.at);
  if (state === 'expired') return [];
  const isCorrected = notices.some(({ corrects }) => corrects === notice.id);
  return [
    {
      key: storyKey({ of: 'notice', id: notice.id }),
      state: state === 'withdrawn' && !isCorrected ? 'withdrawn' : 'published',
      begun: notice.publishedAt,
      reach: () => noticeReach(known, notice),
    },
  ];
};

const noticeReach = (known: Known, notice: Notice): Reach[] => {
  const author = known.directory.organisations.get(notice.by);
  const professions = PROFESSIONS.filter((profession) => speaksTo(notice, author, profession));
  const { platforms, mutuelles } = notice;
  return isForAll(notice)
    ? professions.map((profession) => ({ ...NOBODY, kind: 'notice', profession, isForAll: true }))
    : reachOf(known, 'notice', { professions, platforms, mutuelles: null, flows: [] }).map((reach) => ({
        ...reach,
        mutuelles: [...new Set([...reach.mutuelles, ...(mutuelles ?? [])])],
      }));
};

const maintenanceStory = (known: Known, maintenance: Maintenance): Story => ({
  key: storyKey({ of: 'maintenance', id: maintenance.id }),
  state: maintenanceTold(maintenance, known.at),
  begun: maintenance.recordedAt,
  reach: () =>
    reachOf(known, 'maintenance', { ...maintenance, platforms: [maintenance.platform], mutuelles: null }),
});

/** How many steps there are, and the last: « 3 u7 ». Fewer than before: one was taken back. */
export const stepsIn = (state: string): number => Number(state.split(' ')[0]);

export const incidentSteps = (known: Known, evidence: Evidence, id: string): IncidentUpdate[] =>
  updatesOf(evidence, id, known, concernsProfession(null));

const incidentStory = (
  known: Known,
  evidence: Evidence,
  id: string,
  platforms: readonly string[],
): Story[] => {
  const steps = incidentSteps(known, evidence, id);
  const last = steps.at(-1);
  if (!last) return [];
  const said = last.statements;
  return [
    {
      key: storyKey({ of: 'incident', id }),
      state: `${steps.length} ${last.id}`,
      begun: last.recordedAt,
      reach: () =>
        said.length === 0
          ? reachOf(known, 'incident', { professions: null, platforms, mutuelles: null, flows: [] })
          : said.flatMap((each) => reachOf(known, 'incident', { ...each, platforms: [each.platform] })),
    },
  ];
};

const NOBODY = { isForAll: false, mutuelles: [], platforms: [], flows: [] } as const;

/** `professions`, `mutuelles` null: all. */
type Scope = {
  professions: readonly Profession[] | null;
  platforms: readonly string[];
  mutuelles: readonly string[] | null;
  flows: readonly Flow[];
};

/**
 * Of each profession that these platforms serve: those platforms, whatever rests on them for these flows (none: any),
 * and the mutuelles that are served by any of them.
 */
const reachOf = (known: Known, kind: FollowedKind, scope: Scope): Reach[] => {
  const { platforms, mutuelles, flows } = scope;
  return (scope.professions ?? PROFESSIONS).flatMap((profession): Reach[] => {
    const ground = boardGround(known, { profession, card: { code: null, csr: null }, concentrator: null });
    const isTouched = (id: string) => restsOn(known.directory, id, platforms, flows);
    const touched = ground.strip.flatMap(({ platform }) => (isTouched(platform.id) ? platform.id : []));
    const served = ground.kins
      .filter(({ served: by }) =>
        [...by.platforms, ...by.likely.map(({ platform }) => platform)].some(isTouched),
      )
      .flatMap(({ members }) => members.map(({ id }) => id));
    const isItsOwn = platforms.some((id) => {
      const listed = known.directory.platforms.get(id)?.professions;
      return listed === null || listed?.includes(profession);
    });
    if (touched.length === 0 && served.length === 0 && !isItsOwn) return [];
    return [
      {
        kind,
        profession,
        isForAll: false,
        mutuelles: mutuelles === null ? served : served.filter((id) => mutuelles.includes(id)),
        platforms: [...new Set([...platforms, ...touched])],
        flows,
      },
    ];
  });
};

const restsOn = (
  directory: Directory,
  platform: string,
  on: readonly string[],
  flows: readonly Flow[],
): boolean =>
  (flows.length === 0 ? [undefined] : flows).some((flow) => {
    const rested = restedOn(directory, [platform], flow);
    return on.some((id) => rested.has(id));
  });
