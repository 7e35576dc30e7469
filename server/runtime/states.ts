import { isUnreachable, NewerSchema, NoRoom } from '#db/database';
import { isFolderUnwritable, isUnwritable } from '#db/unwritable';

/** A state of the machine, as the log names it, and what ends it where we do not. */
type State = { name: string; cure?: string };

export const AWAY: State = { name: 'base injoignable' };
export const BUSY: State = { name: 'base occupée : toutes ses connexions sont prises' };
export const OUTDATED: State = {
  name: 'base d’une version plus récente : rien n’y est lu ni écrit',
  cure: 'lancez une version plus récente du programme, ou remettez une sauvegarde de la sienne',
};
export const FULL: State = {
  name: 'rien ne peut être écrit',
  cure: 'faites de la place sur le disque de DATA_DIR ou de la base, ou rendez-lui le droit d’écrire : les écritures reprendront d’elles-mêmes',
};

/** The state that an error says the machine is in; null: it is an accident. */
export const stateOf = (error: unknown): State | null => {
  if (error instanceof NewerSchema) return OUTDATED;
  if (isUnwritable(error) || isFolderUnwritable(error)) return FULL;
  if (error instanceof NoRoom) return BUSY;
  return isUnreachable(error) ? AWAY : null;
};

type Lasting = { since: number; times: number; isLasting: boolean; isToldOf: boolean; toldAt: number };

/** What lasts is told so often at most, milliseconds; what comes and goes too. */
const REPEAT_MS = 60_000;
const NEVER = Number.NEGATIVE_INFINITY;

/** Tells a state in one line when it begins, in one a minute at most while it lasts, and in one when it is over. */
export const createStates = (
  tell: (what: string, about: object) => void,
  elapsed: () => number = () => performance.now(),
) => {
  const states = new Map<string, Lasting>();
  const stateNamed = (name: string): Lasting => {
    const known = states.get(name) ?? {
      since: 0,
      times: 0,
      isLasting: false,
      isToldOf: false,
      toldAt: NEVER,
    };
    states.set(name, known);
    return known;
  };
  const lasted = ({ since, times }: Lasting) => ({ seconds: Math.round((elapsed() - since) / 1000), times });
  return {
    /** It is so once more; `about` is told with it. */
    met({ name, cure }: State, about: object = {}): void {
      const state = stateNamed(name);
      const isBeginning = !state.isLasting;
      if (isBeginning) Object.assign(state, { since: elapsed(), times: 0, isLasting: true, isToldOf: false });
      state.times += 1;
      if (elapsed() - state.toldAt < REPEAT_MS) return;
      Object.assign(state, { toldAt: elapsed(), isToldOf: true });
      const cured = cure === undefined ? {} : { cure };
      tell(isBeginning ? name : `${name} : cela dure`, {
        ...about,
        ...cured,
        ...(isBeginning ? {} : lasted(state)),
      });
    },
    /** It is over, if it was so. */
    over({ name }: State): void {
      const state = stateNamed(name);
      if (state.isLasting && state.isToldOf) tell(`${name} : c’est fini`, lasted(state));
      state.isLasting = false;
    },
    isLasting: ({ name }: State): boolean => stateNamed(name).isLasting,
  };
};
export type States = ReturnType<typeof createStates>;
