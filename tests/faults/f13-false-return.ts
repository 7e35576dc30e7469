import { openEmpty } from './kit/empty';
import { progress, type Row } from './kit/support';
import { ACTS } from './returns/acts';
import { ALLOWED } from './returns/allowed';
import { ALONE } from './returns/alone';
import { ECHOES } from './returns/echoes';
import { ELSEWHERE, FOREIGN } from './returns/elsewhere';
import { JOINED } from './returns/joined';
import { MEASURED } from './returns/measured';
import { mirrors } from './returns/mirrors';
import { mostShowing, openTheatre, type Stage, type Theatre } from './returns/stage';
import { WITNESSES } from './returns/witnesses';

const ALL = 13;

const TRICKS = [...ALONE, ...ELSEWHERE, ...FOREIGN, ...ECHOES, ...JOINED, ...MEASURED, ...ALLOWED];

/** A combination, how many boards are to show « possible » after it, how many did. */
type Outcome = { name: string; shows: number; shown: number };

/** Who came first × by what means × what for × who came second. */
const combine = async (theatre: Theatre): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const act of ACTS) {
    for (const means of ['key', 'session'] as const) {
      for (const witness of WITNESSES) {
        if (witness.isForeign && !act.hearsOthers) continue;
        const stage = await act.stage(theatre);
        const first = await act.first(stage);
        const voice = means === 'key' ? (await first.key()).voice : await first.session();
        const settle = await act.begin(stage, voice);
        await settle(await witness.come(stage, first, voice));
        const name = `${act.name}: ${witness.name}, after a first by ${means}`;
        const isBegun = means === 'session' || act.beginsByKey;
        const shows = witness.isSecond && isBegun ? ALL : 0;
        outcomes.push({ name, shows, shown: await mostShowing(stage) });
      }
    }
    progress('F13', `${act.name} : ${outcomes.length} combinaisons`);
  }
  return outcomes;
};

const playAll = async (theatre: Theatre): Promise<Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const { name, shows, stage: set, play } of TRICKS) {
    const stage: Stage = await set(theatre);
    await play(stage);
    outcomes.push({ name, shows, shown: await mostShowing(stage) });
  }
  return outcomes;
};

export const f13: Row = {
  id: 'F13',
  broken:
    'false « rétabli »: one account, one organisation, author = confirmer, siblings, chains, desk guests, recovered accounts, keys, closing, retracting, back-dating, measures, forged and old snapshots',
  target: '0 shown as confirmed',
  async run() {
    const theatre = await openTheatre(await openEmpty());
    const outcomes = [...(await combine(theatre)), ...(await playAll(theatre)), ...(await mirrors(theatre))];
    const forbidden = outcomes.filter(({ shows }) => shows === 0);
    const falseReturns = forbidden.filter(({ shown }) => shown > 0);
    const allowed = outcomes.filter(({ shows }) => shows > 0);
    const missing = allowed.filter(({ shows, shown }) => shown !== shows);
    const names = (some: readonly Outcome[]) =>
      some.map(({ name, shown }) => `« ${name} » (${shown})`).join(', ');
    return {
      isMet: falseReturns.length === 0 && missing.length === 0 && theatre.accidents.length === 0,
      measured:
        `${forbidden.length} combinations that must not show it, 13 boards × 3 instants each: ${falseReturns.length} ` +
        `did ${names(falseReturns)}; ${allowed.length} that must: ${allowed.length - missing.length} did, missing ` +
        `${missing.length} ${names(missing)}; ${theatre.accidents.length} accidents ${theatre.accidents.slice(0, 2)}`,
    };
  },
};
