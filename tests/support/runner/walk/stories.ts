import fc from 'fast-check';
import { DAY, HOUR, MINUTE, shift, startOfDay } from '#server/domain/facts/intervals';
import { DECLARED_HEALTHS, FLOWS, PRECISIONS, STAGES } from '#server/domain/facts/vocabulary';
import { days, minutes, NAMES, professions, type Shape, some, TEXTS } from './draws';

/** Outages, and all that may be said of one. Instants are spans from « now ». */

const TROUBLES = DECLARED_HEALTHS.filter((health) => health !== 'operational');

/** `theme`: what the world is about. */
export const storyOf = ({ platforms, mutuelles }: Shape, theme: string) =>
  fc.record({
    platform: fc.constantFrom(...platforms),
    flows: some(FLOWS),
    professions,
    mutuelles: mutuelles.length === 0 ? fc.constant(null) : fc.option(some(mutuelles), { freq: 1 }),
    health: fc.constantFrom(...TROUBLES),
    began: minutes(1, days(90)),
    lasted: theme === 'one-minute windows' ? fc.constant(MINUTE) : minutes(1, days(30)),
    late: theme === 'told long after' ? minutes(60, days(40)) : fc.constantFrom(0, 0, MINUTE, DAY),
    precision: fc.constantFrom(...PRECISIONS),
    isBack: fc.boolean(),
    isConfirmed: fc.boolean(),
    isRetracted: theme === 'all retracted' ? fc.constant(true) : fc.constantFrom(false, false, false, true),
    validFor: fc.option(minutes(1, days(10)), { freq: theme === 'promises' ? 9 : 1 }),
    promised: fc.option(minutes(-days(3), days(30)), { freq: theme === 'promises' ? 9 : 1 }),
    stage: fc.option(fc.constantFrom(...STAGES)),
    text: fc.constantFrom(...TEXTS),
    /** An incident opened and never spoken of is « silent ». */
    incident: fc.constantFrom(null, 'silent', 'open', 'open', 'closed'),
    updates: fc.integer({ min: 0, max: 2 }),
    another: fc.constantFrom('press', 'authority', 'desk'),
  });
type Story = ReturnType<typeof storyOf> extends fc.Arbitrary<infer S> ? S : never;

/** Transfers cut from a Saturday to the Sunday, whatever else was drawn. */
export const overTheWeekEnd = (story: Story, saturday: string, at: Date): Story => ({
  ...story,
  flows: ['virement', 'dre'],
  professions: 'all',
  mutuelles: null,
  health: 'down',
  began: +at - +shift(startOfDay(saturday), 9 * HOUR),
  lasted: DAY,
  late: 0,
  precision: 'minute',
  isBack: true,
  isConfirmed: true,
  isRetracted: false,
  validFor: null,
  incident: 'open',
});

const notAfter = (at: Date, instant: Date): string => (instant > at ? at : instant).toISOString();

const statementsOf = (story: Story, index: number, at: Date) => {
  const began = shift(at, -story.began);
  const ended = shift(began, story.lasted);
  const promise = story.promised === null ? null : shift(at, story.promised).toISOString();
  const said = {
    incident: story.incident && `i${index}`,
    by: `op-${story.platform}`,
    platform: story.platform,
    flows: story.flows,
    professions: story.professions,
    mutuelles: story.mutuelles,
    precision: story.precision,
    stage: story.stage,
    text: story.text,
  };
  const down = {
    ...said,
    id: `s${index}-down`,
    health: story.health,
    effectiveAt: began.toISOString(),
    recordedAt: notAfter(at, shift(began, story.late)),
    validUntil: story.validFor === null ? null : shift(began, story.validFor).toISOString(),
    expectedBack: promise,
    nextUpdateDue: promise,
  };
  if (!story.isBack || ended > at) return [down];
  const back = {
    ...said,
    id: `s${index}-back`,
    health: 'operational',
    effectiveAt: ended.toISOString(),
    recordedAt: notAfter(at, shift(ended, story.late)),
  };
  return [down, back];
};

/** The lists of a dataset that a story fills. */
export const factsOf = (story: Story, index: number, at: Date) => {
  const began = shift(at, -story.began);
  const ended = shift(began, story.lasted);
  const later = notAfter(at, shift(ended, HOUR));
  const incident = `i${index}`;
  const isOpened = story.incident !== null;
  const isKnown = story.incident !== 'silent';
  const statements = isKnown ? statementsOf(story, index, at) : [];
  const back = statements.filter(({ health }) => health === 'operational');
  const about = {
    title: NAMES[index % NAMES.length],
    cause: index % 2 === 0 ? null : 'technical',
    platforms: index % 3 === 0 ? [] : [story.platform],
  };
  const update = {
    incident,
    by: `op-${story.platform}`,
    text: story.text,
    stage: story.stage,
    effectiveAt: began.toISOString(),
    recordedAt: notAfter(at, shift(began, story.late)),
  };
  const witness = { by: story.another, recordedAt: later };
  return {
    incidents: isOpened ? [{ id: incident, ...about }] : [],
    statements,
    updates:
      isOpened && isKnown
        ? Array.from({ length: story.updates }, (_, rank) => ({ id: `u${index}-${rank}`, ...update }))
        : [],
    closings:
      story.incident === 'closed'
        ? [{ incident, by: 'desk', effectiveAt: notAfter(at, ended), recordedAt: later }]
        : [],
    confirmations: story.isConfirmed ? back.map(({ id }) => ({ statement: id, ...witness })) : [],
    retractions: story.isRetracted ? statements.map(({ id }) => ({ statement: id, ...witness })) : [],
  };
};
