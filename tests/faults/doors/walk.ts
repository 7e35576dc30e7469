import { ask } from '../kit/asking';
import type { Voice } from '../kit/people';
import type { Server } from '../kit/server';
import { progress } from '../kit/support';
import { type Aim, addressOf, prepareAims, unsafeDoors } from './aims';
import { A_PROBE, type Cast } from './cast';

/** Every unsafe door of the OpenAPI document, tried by everybody it should be shut to. */

/** Told in counts, and by name what should not be. */
export type Walk = {
  calls: number;
  statuses: (string | number)[];
  /** Let in, who should not have been. */
  holes: string[];
  /** Refused for its words, not for who it is: says nothing. */
  vacuous: string[];
  accidents: string[];
  /** Not let in, who should have been. */
  shut: string[];
};

/** What a browser sends of a request that another site made it send, and of one that says nothing. */
const FOREIGN: readonly [string, Voice][] = [
  ['no word of where from', {}],
  ['another origin', { Origin: 'https://elsewhere.example' }],
  ['no origin', { Origin: 'null' }],
  ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a neighbour site', { 'Sec-Fetch-Site': 'same-site' }],
  ['an address typed', { 'Sec-Fetch-Site': 'none' }],
  ['our origin, another site', { 'Sec-Fetch-Site': 'cross-site' }],
];

const empty = (): Walk => ({ calls: 0, statuses: [], holes: [], vacuous: [], accidents: [], shut: [] });

const knock = async ({ origin }: Server, aim: Aim, voice: Voice) => {
  const { method, path } = addressOf(aim);
  const body = aim.body === undefined ? {} : { body: aim.body };
  return ask(origin, { method, path, ...body, headers: { ...aim.headers, ...voice } });
};

/** Whoever knocks here must not be let in. */
const mustBeShut = async (server: Server, walk: Walk, aim: Aim, who: string, voice: Voice): Promise<void> => {
  const { status, body } = await knock(server, aim, voice);
  const named = `${aim.door} by ${who} (${status})`;
  walk.calls += 1;
  walk.statuses.push(status);
  if (status < 300) walk.holes.push(named);
  else if (status >= 500) walk.accidents.push(named);
  else if (![401, 403, ...(aim.isUnseen ? [404] : [])].includes(status))
    walk.vacuous.push(`${named} ${body?.detail ?? ''}`);
};

const crossSite = async (server: Server, cast: Cast, aims: readonly Aim[]): Promise<Walk> => {
  const walk = empty();
  const { Cookie = '', Origin = '' } = cast.rightful.desk;
  for (const aim of aims) {
    for (const [name, voice] of FOREIGN) {
      const from: Voice = name.startsWith('our origin') ? { Origin } : {};
      await mustBeShut(server, walk, aim, `the desk, ${name}`, { Cookie, ...from, ...voice });
    }
  }
  return walk;
};

const byPowerless = async (server: Server, cast: Cast, aims: readonly Aim[]): Promise<Walk> => {
  const walk = empty();
  for (const aim of aims.filter(({ sort }) => sort !== 'public')) {
    for (const [who, voice] of cast.powerless)
      if (who !== A_PROBE || !aim.isForProbes) await mustBeShut(server, walk, aim, who, voice);
  }
  return walk;
};

const byStrangers = async (server: Server, cast: Cast, aims: readonly Aim[]): Promise<Walk> => {
  const walk = empty();
  for (const aim of aims.filter(({ sort }) => sort === 'object')) {
    for (const [who, voice] of cast.strangers) await mustBeShut(server, walk, aim, who, voice);
    if (aim.isByAClick) continue;
    const late = await cast.late();
    // The desk may do everything but what wants a factor shown just now.
    await mustBeShut(server, walk, aim, 'the desk, its factor six minutes old', late);
  }
  return walk;
};

/** The very same words, by those who may: or all the doors would pass for being nailed shut. */
const byRightful = async (server: Server, cast: Cast, aims: readonly Aim[]): Promise<Walk> => {
  const walk = empty();
  for (const aim of aims) {
    if (aim.rightful === null) continue;
    const { status, text } = await knock(server, aim, cast.rightful[aim.rightful]);
    walk.calls += 1;
    walk.statuses.push(status);
    if (status >= 300) walk.shut.push(`${aim.door} by ${aim.rightful} (${status}) ${text.slice(0, 200)}`);
  }
  return walk;
};

export const walkAll = async (server: Server, cast: Cast) => {
  const aims = await prepareAims(server, cast);
  const doors = await unsafeDoors(server);
  const unknown = doors.filter((door) => !aims.some((aim) => aim.door === door));
  const walks: Record<string, Walk> = {};
  const each = { crossSite, byPowerless, byStrangers, byRightful };
  for (const [name, walk] of Object.entries(each)) {
    walks[name] = await walk(server, cast, aims);
    progress('F21', `${name} : ${walks[name]?.calls} appels, ${walks[name]?.holes.length} trous`);
  }
  return { doors: doors.length, unknown, walks };
};
