import { setTimeout as pause } from 'node:timers/promises';
import type { Step } from '../../support/runner/walk/walk';
import type { Place } from './places';
import type { Throwing } from './program';
import type { Stimulus } from './stimuli';
import type { Theatre } from './theatre';

/** How an accident came out: as it should (told in the log, refused or left out with its reference), or not. */
type Outcome =
  | 'told'
  | 'refused'
  | 'left out'
  | 'not reached'
  | 'silent'
  | 'told twice'
  | 'without its reference'
  | 'not JSON'
  | 'next wrong'
  | 'dead';
const GOOD: readonly Outcome[] = ['told', 'refused', 'left out', 'not reached'];
export type Result = { place: Place; outcome: Outcome; about: string };
export const isGood = ({ outcome }: Result): boolean => GOOD.includes(outcome);

const SETTLED_MS = 40;

const isLine = (text: string): boolean => {
  try {
    return typeof JSON.parse(text).level === 'number';
  } catch {
    return false;
  }
};

/** The lines that say that a place threw, and whatever is no line of the journal. */
const linesOf = (program: Throwing, from: number, place: Place) => {
  const lines = program.lines(from).filter((line) => line !== '');
  return {
    own: lines.filter((line) => new RegExp(`panne voulue ${place.id}\\b`).test(line)),
    strange: lines.filter((line) => !isLine(line)),
  };
};

const untilWords = async (program: Throwing, from: number, place: Place): Promise<void> => {
  for (const deadline = performance.now() + 1_000; performance.now() < deadline; await pause(10))
    if (linesOf(program, from, place).own.length > 0) return;
};

type Seen = { from: number; deaths: number; step: Step | null };

const outcomeOf = ({ program }: Theatre, place: Place, { from, deaths, step }: Seen): Result => {
  const { own, strange } = linesOf(program, from, place);
  const said = `${step?.status ?? ''}, ${own.length} lines, ${step?.wrong ?? ''} ${strange[0] ?? ''}`;
  const result = (outcome: Outcome): Result => ({
    place,
    outcome,
    about: `${said} ${program.callersOf(place.id)}`,
  });
  if (program.server.accidents() > deaths) return result('dead');
  if (strange.length > 0) return result('not JSON');
  const [line, ...others] = own;
  if (line === undefined) return result('silent');
  if (others.length > 0) return result('told twice');
  if (!step || step.wrong === null) return result('told');
  // Whoever is shown an accident has the reference of its line.
  if (JSON.parse(line).reference !== step.reference) return result('without its reference');
  return result(step.status >= 500 ? 'refused' : 'left out');
};

/** Throws in one place while it is asked for what calls it, then asks again. */
export const throwWhileAsked = async (theatre: Theatre, place: Place, { ask }: Stimulus): Promise<Result> => {
  const { program, stir } = theatre;
  const [from, deaths] = [program.lines().length, program.server.accidents()];
  await program.arm(place.id);
  let step = await ask();
  // What was made for the last reader is not made again: something has to move.
  for (let tries = 0; !program.hasThrown(place.id) && tries < 3; tries += 1) {
    await stir();
    await pause(150);
    step = await ask();
  }
  if (!program.hasThrown(place.id)) {
    await program.disarm();
    return { place, outcome: 'not reached', about: '' };
  }
  await untilWords(program, from, place);
  await pause(SETTLED_MS);
  const result = outcomeOf(theatre, place, { from, deaths, step });
  await program.server.whenListening();
  const next = await ask();
  return next.wrong === null
    ? result
    : { place, outcome: 'next wrong', about: `${result.outcome}; ${next.wrong}; ${result.about}` };
};

const PATIENCE_MS = 12_000;

/** Throws in places that nobody asks for: timers, jobs, what is heard. Things move meanwhile. */
export const throwMeanwhile = async (theatre: Theatre, places: readonly Place[]): Promise<Result[]> => {
  const { program, stir, stream } = theatre;
  const [from, deaths] = [program.lines().length, program.server.accidents()];
  await program.arm(...places.map(({ id }) => id));
  const isOver = () => places.every(({ id }) => program.hasThrown(id));
  for (const deadline = performance.now() + PATIENCE_MS; !isOver() && performance.now() < deadline; ) {
    await stir();
    await pause(400);
  }
  const thrown = places.filter(({ id }) => program.hasThrown(id));
  await program.disarm();
  for (const place of thrown) await untilWords(program, from, place);
  const heard = stream.heard();
  const results = places.map((place): Result => {
    if (!thrown.includes(place)) return { place, outcome: 'not reached', about: '' };
    return outcomeOf(theatre, place, { from, deaths, step: null });
  });
  // Whatever was cut comes back, and is told of the next change.
  for (const deadline = performance.now() + PATIENCE_MS * 2; stream.heard() === heard; await pause(200)) {
    if (performance.now() > deadline)
      return results.map((each) => ({ ...each, outcome: 'next wrong', about: 'le flux ne dit plus rien' }));
    await stir();
  }
  return results;
};
