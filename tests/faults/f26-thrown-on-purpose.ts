import { setTimeout as pause } from 'node:timers/promises';
import { inDatabase, startCluster } from './kit/databases';
import { isQuick, progress, type Row, result, seconds, tally } from './kit/support';
import { KINDS, kindOf, type Place } from './throwing/places';
import type { Stimulus } from './throwing/stimuli';
import { openTheatre, type Theatre } from './throwing/theatre';
import { isGood, type Result, throwMeanwhile, throwWhileAsked } from './throwing/throws';

/** How many places are made to throw, of those that are called; all of them when not in a hurry. */
const MOST = isQuick ? 150 : Number.POSITIVE_INFINITY;
/** What is done by itself is made to throw so many at once: each says its number. */
const AT_ONCE = 8;
/** What readers ask for is made to throw while they ask, though a job may call it too. */
const FOR_READERS = /^(app\/|server\/(http|site|read-model)\/)/;

type Called = { asked: Map<Place, Stimulus>; alone: Place[] };

/** What is called when something is asked for, and what is called by itself. */
const findCalled = async ({ program, stimuli, stir }: Theatre): Promise<Called> => {
  const placeOf = new Map(program.places.map((place) => [place.id, place]));
  const called = async () => (await program.disarm()).flatMap((id) => placeOf.get(id) ?? []);
  // What only a start calls is left out.
  await called();
  const alone = new Set<Place>();
  for (let each = 0; each < 8; each += 1) {
    await stir();
    await pause(700);
    for (const place of await called()) alone.add(place);
  }
  const asked = new Map<Place, Stimulus>();
  for (const stimulus of stimuli) {
    await stimulus.ask();
    for (const place of await called())
      if (!asked.has(place) && (!alone.has(place) || FOR_READERS.test(place.file)))
        asked.set(place, stimulus);
  }
  return { asked, alone: [...alone].filter((place) => !asked.has(place)) };
};

/** So many of them, evenly; the same for the same places. */
const drawn = <T>(all: readonly T[], most: number): T[] => {
  const step = Math.max(1, all.length / most);
  return Array.from(
    { length: Math.ceil(all.length / step) },
    (_, index) => all[Math.floor(index * step)] as T,
  );
};

/** Several that throw in one breath may be told as one: whoever was not told throws again, alone. */
const throwTogether = async (theatre: Theatre, places: readonly Place[]): Promise<Result[]> => {
  const results: Result[] = [];
  for (const result of await throwMeanwhile(theatre, places))
    results.push(...(result.outcome === 'silent' ? await throwMeanwhile(theatre, [result.place]) : [result]));
  return results;
};

const tryAll = async (theatre: Theatre): Promise<Result[]> => {
  const { asked, alone } = await findCalled(theatre);
  const results: Result[] = [];
  const tell = () => {
    const bad = results.filter((each) => !isGood(each));
    progress('F26', `${results.length} pannes, ${bad.length} fautes`);
  };
  progress('F26', `${asked.size} fonctions appelées par une demande, ${alone.length} d’elles-mêmes`);
  for (const [place, stimulus] of drawn([...asked], MOST)) {
    results.push(await throwWhileAsked(theatre, place, stimulus));
    if (results.length % 100 === 0) tell();
  }
  const byThemselves = drawn(alone, MOST);
  for (let from = 0; from < byThemselves.length; from += AT_ONCE)
    results.push(...(await throwTogether(theatre, byThemselves.slice(from, from + AT_ONCE))));
  tell();
  return results;
};

export const f26: Row = {
  id: 'F26',
  broken:
    'an exception in each function that is called: component, loader, action, door, query, timer, job, probe, stream, listener, publication, kept state',
  target: 'one 500 with its reference, or one line in the log; the process lives; the next page is right',
  async run() {
    const startedAt = performance.now();
    const cluster = await startCluster();
    const results = await inDatabase(cluster, 'thrown', async (connection, url) => {
      const theatre = await openTheatre(connection, url);
      try {
        return await tryAll(theatre);
      } finally {
        await theatre.close();
      }
    });
    const bad = results.filter((each) => !isGood(each));
    for (const { place, outcome, about } of bad.slice(0, 60))
      progress('F26', `${outcome} : ${place.file} ${place.name} (${place.id}) ${about.slice(0, 400)}`);
    const thrown = results.filter(({ outcome }) => outcome !== 'not reached');
    const kinds = tally(thrown.map(({ place }) => kindOf(place)));
    const missing = KINDS.map(([kind]) => kind).filter((kind) => !(kind in kinds));
    return {
      isMet: bad.length === 0 && (isQuick || missing.length === 0),
      measured:
        `${thrown.length} exceptions (${result(kinds)}) in ${seconds(performance.now() - startedAt)}: ` +
        `${result(tally(results.map(({ outcome }) => outcome)))}; kinds never reached: ${missing.join(', ') || 'none'}`,
    };
  },
};
