import { gather } from './doors/cast';
import { enumerate, fixate, stuff } from './doors/sign-in';
import { type Walk, walkAll } from './doors/walk';
import { startServer } from './kit/server';
import { type Row, result, tally } from './kit/support';

const some = (names: readonly string[]): string =>
  names.length > 0 ? ` (${names.slice(0, 8).join('; ')})` : '';

const toldWalk = (what: string, { calls, statuses, holes, vacuous, accidents, shut }: Walk): string =>
  `${what}: ${calls} calls, ${result(tally(statuses))}, ${holes.length} let in${some(holes)}, ${vacuous.length} refused ` +
  `for another reason${some(vacuous)}, ${accidents.length} accidents${some(accidents)}` +
  (shut.length > 0 ? `, ${shut.length} wrongly shut${some(shut)}` : '');

const NAMES: Record<string, string> = {
  crossSite: 'by the desk’s session from another site',
  byPowerless: 'without, expired, revoked, unproved, probe',
  byStrangers: 'as each role, on others’ things',
  byRightful: 'the same words by those who may',
};

export const f21: Row = {
  id: 'F21',
  broken: 'login stuffing, enumeration, fixation, CSRF; every unsafe route × every role × others’ things',
  target: 'answers alike within 10 %; 0 holes',
  async run() {
    const server = await startServer();
    const cast = await gather(server);
    const { doors, unknown, walks } = await walkAll(server, cast);
    const guessing = [await fixate(server, cast), await enumerate(server, cast), await stuff(server, cast)];
    const all = Object.values(walks);
    const areShut = all.every(
      ({ holes, accidents, shut }) => holes.length + accidents.length + shut.length === 0,
    );
    return {
      isMet: areShut && unknown.length === 0 && guessing.every(({ isMet }) => isMet),
      measured: [
        ...guessing.map(({ measured }) => measured),
        `${doors} unsafe doors in the OpenAPI document, ${unknown.length} not walked${some(unknown)}`,
        ...Object.entries(walks).map(([name, walk]) => toldWalk(NAMES[name] ?? name, walk)),
      ].join('; '),
    };
  },
};
