import fc from 'fast-check';
import { DAY, HOUR, MINUTE, shift, startOfDay } from '#server/domain/facts/intervals';
import { ADVICE_CODES, FLOWS, type Flow, OUTCOMES, type Outcome } from '#server/domain/facts/vocabulary';
import { directoryOf } from './directories';
import { days, minutes, NAMES, professions, type Shape, some, TEXTS } from './draws';
import { factsOf, overTheWeekEnd, storyOf } from './stories';

/** Worlds for a walk of the whole house: what can be on record and is seldom thought of. Invented, all of it. */

/** What a world is about. */
const THEMES = [
  'anything',
  'a week-end outage',
  'empty lists',
  'one-minute windows',
  'a night the clocks change',
  'all retracted',
  'told long after',
  'promises',
  'maintenances',
] as const;
type Theme = (typeof THEMES)[number];

/** A heartbeat and what came of it, ready for `keepResults`. */
type Beat = {
  id: string;
  platform: string;
  flow: Flow;
  results: { observedAt: Date; outcome: Outcome }[];
};

export type WorldFile = {
  theme: Theme;
  /** « Now » there: later than ours, for the clock of a database never goes back. */
  at: Date;
  dataset: Record<string, unknown>;
  beats: Beat[];
};

/** The instants at which the clocks change. */
const CHANGES = [
  '2027-03-28T01:00:00Z',
  '2027-10-31T01:00:00Z',
  '2028-03-26T01:00:00Z',
  '2028-10-29T01:00:00Z',
  '2029-03-25T01:00:00Z',
].map((text) => new Date(text));
/** Days of which something is particular: a leap day, the turn of a year, a month that ends. */
const DAYS = ['2027-01-01', '2027-12-31', '2028-02-29', '2028-03-01', '2027-05-31', '2027-06-15'];
/** A week-end that is over, for those of the week after it. */
const SATURDAY = '2027-11-13';
const MONDAY = '2027-11-15';

const presentOf = (theme: Theme): fc.Arbitrary<Date> => {
  if (theme === 'a night the clocks change')
    return fc
      .tuple(fc.constantFrom(...CHANGES), minutes(-4 * 60, 30 * 60))
      .map(([change, after]) => shift(change, after));
  const day = theme === 'a week-end outage' ? fc.constant(MONDAY) : fc.constantFrom(...DAYS);
  return fc.tuple(day, minutes(0, days(1) - 1)).map(([each, after]) => shift(startOfDay(each), after));
};

const maintenanceOf = ({ platforms }: Shape, theme: Theme) =>
  fc.record({
    platform: fc.constantFrom(...platforms),
    flows: some(FLOWS),
    professions,
    from: minutes(-days(30), days(30)),
    lasts: theme === 'one-minute windows' ? fc.constant(MINUTE) : minutes(0, days(3)),
    isCancelled: fc.constantFrom(false, false, true),
    text: fc.constantFrom(...TEXTS),
  });

const noticeOf = ({ platforms }: Shape) =>
  fc.record({
    published: minutes(1, days(60)),
    lasts: fc.option(minutes(1, days(90))),
    isWithdrawn: fc.boolean(),
    professions,
    platforms: fc.subarray(platforms),
    title: fc.constantFrom(...NAMES),
    body: fc.constantFrom('Un avis.', 'Voir https://example.org/a.\n\n- un\n- deux', 'x'.repeat(3_000)),
    advice: fc.option(fc.constantFrom(...ADVICE_CODES)),
    isCorrection: fc.boolean(),
  });

const beatOf = ({ platforms }: Shape) =>
  fc.record({
    platform: fc.constantFrom(...platforms),
    flow: fc.constantFrom(...FLOWS),
    results: fc.array(fc.record({ before: minutes(1, days(20)), outcome: fc.constantFrom(...OUTCOMES) }), {
      maxLength: 30,
    }),
  });

const ids = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

/** Neither mutuelle nor fact, and one platform: without any, the program would load the directory of `db/data`. */
const EMPTY: Shape = { platforms: ['p1'], mutuelles: [] };

const shapeOf = (theme: Theme): fc.Arbitrary<Shape> =>
  theme === 'empty lists'
    ? fc.constant(EMPTY)
    : fc.record({
        platforms: fc.integer({ min: 1, max: 4 }).map((count) => ids('p', count)),
        mutuelles: fc.integer({ min: 1, max: 5 }).map((count) => ids('m', count)),
      });

const drawnOf = (theme: Theme) =>
  fc.tuple(presentOf(theme), shapeOf(theme)).chain(([at, shape]) => {
    const upTo = (most: number) => ({ maxLength: shape === EMPTY ? 0 : most });
    const stories = theme === 'a week-end outage' ? { minLength: 1, maxLength: 3 } : upTo(5);
    return fc.record({
      at: fc.constant(at),
      directory: directoryOf(shape, at),
      stories: fc.array(storyOf(shape, theme), stories),
      maintenances: fc.array(maintenanceOf(shape, theme), upTo(theme === 'maintenances' ? 8 : 2)),
      notices: fc.array(noticeOf(shape), upTo(3)),
      beats: fc.array(beatOf(shape), upTo(2)),
    });
  });
type Drawn = ReturnType<typeof drawnOf> extends fc.Arbitrary<infer D> ? D : never;

const maintenancesIn = ({ at, maintenances }: Drawn) =>
  maintenances.map(({ from, lasts, isCancelled, ...given }, index) => ({
    ...given,
    id: `w${index}`,
    by: `op-${given.platform}`,
    from: shift(at, from).toISOString(),
    to: shift(at, from + lasts).toISOString(),
    recordedAt: shift(at, -40 * DAY).toISOString(),
    cancelledAt: isCancelled ? shift(at, -HOUR).toISOString() : null,
  }));

const noticesIn = ({ at, notices }: Drawn) =>
  notices.map(({ published, lasts, isWithdrawn, isCorrection, ...given }, index) => ({
    ...given,
    id: `n${index}`,
    by: 'union',
    publishedAt: shift(at, -published).toISOString(),
    validUntil: lasts === null ? null : shift(at, lasts - published).toISOString(),
    withdrawnAt: isWithdrawn ? at.toISOString() : null,
    corrects: isCorrection && index > 0 ? `n${index - 1}` : null,
  }));

const worldAbout = (theme: Theme): fc.Arbitrary<WorldFile> =>
  drawnOf(theme).map((drawn) => {
    const { at, directory, stories, beats } = drawn;
    const facts = stories.map((story, index) => {
      const isWeekEnd = theme === 'a week-end outage' && index === 0;
      return factsOf(isWeekEnd ? overTheWeekEnd(story, SATURDAY, at) : story, index, at);
    });
    return {
      theme,
      at,
      dataset: {
        format: 'comptoir-dataset/1',
        ...directory,
        incidents: facts.flatMap((each) => each.incidents),
        updates: facts.flatMap((each) => each.updates),
        statements: facts.flatMap((each) => each.statements),
        confirmations: facts.flatMap((each) => each.confirmations),
        retractions: facts.flatMap((each) => each.retractions),
        closings: facts.flatMap((each) => each.closings),
        maintenances: maintenancesIn(drawn),
        notices: noticesIn(drawn),
      },
      beats: beats.map(({ results, ...beat }, index) => ({
        ...beat,
        id: `battement-${index}`,
        results: results.map(({ before, outcome }) => ({ observedAt: shift(at, -before), outcome })),
      })),
    };
  });

/** So many of them, each theme in its turn; the same for the same seed. */
export const drawWorlds = (count: number, seed: number): WorldFile[] =>
  THEMES.flatMap((theme, index) => {
    const own = Math.ceil((count - index) / THEMES.length);
    return own <= 0 ? [] : fc.sample(worldAbout(theme), { numRuns: own, seed: seed + index });
  });
