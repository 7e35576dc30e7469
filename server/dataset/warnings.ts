import type { Db } from '#db/database';
import { type Dataset, jsonPath } from '#server/contract/dataset';
import type { Organisation } from '#server/domain/facts/directory';
import { PROFESSIONS, type Profession } from '#server/domain/facts/vocabulary';
import { hasStanding } from '#server/domain/speakers/scope';

/** Stored as it is told, but without the effect its author may expect. In French. */
export type Warning = { path: string; message: string };

type Scope = {
  platform: string;
  professions: readonly Profession[] | null;
  mutuelles?: readonly string[] | null;
};

const isHeard = (speaker: Organisation, { platform, professions, mutuelles }: Scope): boolean =>
  (professions ?? PROFESSIONS).some((profession) =>
    [null, ...(mutuelles ?? speaker.mutuelles)].some((mutuelle) =>
      hasStanding(speaker, platform, profession, mutuelle),
    ),
  );

const ofScope = (
  speaker: Organisation | undefined,
  scope: Scope & { flows: readonly string[] },
): string[] => [
  ...(scope.flows.length === 0 ? ['ne nomme aucun flux : sans effet'] : []),
  ...(scope.professions?.length === 0 ? ['ne nomme aucune profession : sans effet'] : []),
  ...(speaker && !isHeard(speaker, scope)
    ? [`${speaker.id} n’a pas voix sur ce périmètre : ne comptera pas`]
    : []),
];

type Incidents = {
  platforms: ReadonlyMap<string, readonly string[]>;
  closedAt: ReadonlyMap<string, Date>;
};

const readIncidents = async (db: Db): Promise<Incidents> => {
  const incidents = await db.selectFrom('incident').select(['id', 'platforms']).execute();
  const closings = await db.selectFrom('closing').select(['incident', 'effectiveAt']).execute();
  const closedAt = new Map<string, Date>();
  for (const { incident, effectiveAt } of closings) {
    const before = closedAt.get(incident);
    if (!before || effectiveAt < before) closedAt.set(incident, effectiveAt);
  }
  return { platforms: new Map(incidents.map(({ id, platforms }) => [id, platforms])), closedAt };
};

type Statement = Dataset['statements'][number];

const ofIncident = (
  { incident, platform, effectiveAt, recordedAt }: Statement,
  incidents: Incidents,
): string[] => {
  if (incident === null) return [];
  const closedAt = incidents.closedAt.get(incident);
  const late = closedAt && (effectiveAt > closedAt || recordedAt > closedAt);
  return [
    ...(late ? [`dite après la clôture de « ${incident} » : ne comptera pas`] : []),
    ...(incidents.platforms.get(incident)?.includes(platform)
      ? []
      : [`« ${incident} » ne nomme pas ${platform}`]),
  ];
};

const isBackwards = ({ from, to }: { from: Date | string | null; to: Date | string | null }): boolean =>
  from !== null && to !== null && from >= to;

/** Warns of items that will have no effect once stored. `isNew`: only what the file brings is worth a warning. */
export const warningsOf = async (
  db: Db,
  dataset: Dataset,
  isNew: (list: 'statements' | 'maintenances' | 'conventions', item: object) => boolean,
): Promise<Warning[]> => {
  const speakers = await db.selectFrom('organisation').selectAll().execute();
  const speakerOf = new Map(speakers.map((speaker) => [speaker.id, speaker]));
  const incidents = await readIncidents(db);
  const backwards = (item: Parameters<typeof isBackwards>[0]) =>
    isBackwards(item) ? ['se termine avant de commencer : jamais en vigueur'] : [];
  const at = (list: string, index: number, messages: string[]): Warning[] =>
    messages.map((message) => ({ path: jsonPath([list, index]), message }));
  return [
    ...dataset.conventions.flatMap((each, index) =>
      isNew('conventions', each) ? at('conventions', index, backwards(each)) : [],
    ),
    ...dataset.statements.flatMap((each, index) =>
      isNew('statements', each)
        ? at('statements', index, [...ofScope(speakerOf.get(each.by), each), ...ofIncident(each, incidents)])
        : [],
    ),
    ...dataset.maintenances.flatMap((each, index) =>
      isNew('maintenances', each)
        ? at('maintenances', index, [...ofScope(speakerOf.get(each.by), each), ...backwards(each)])
        : [],
    ),
  ];
};
