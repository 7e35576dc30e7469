import { accept, type Result, refuse } from '#server/domain/facts/result';
import { comparable, type Named, nearestOf } from './nearest';

/** Something of the directory; `numbers`: those printed on its cards. */
export type Listed = Named & { name: string; numbers: readonly string[] };
export type Unfound = { message: string; cure: string };

const NUMBER = /^\d{6,10}$/;
const withoutZeros = (number: string): string => number.replace(/^0+(?=.)/, '');

/** Names too far from all known are looked for among all of them: not for every row of a file of another kind. */
const MOST_SOUGHT = 50;

const called = ({ id, name }: Listed): string => `${id} (${name})`;

/** Finds ids by what people write in their place: the id, an exact name or alias, a number that may have lost its zeros. */
export const finderOf = (noun: string, known: readonly Listed[]) => {
  const ids = new Set(known.map(({ id }) => id));
  const byName = new Map<string, Listed[]>();
  for (const each of known) {
    const numbers = each.numbers.map((number) => `n ${withoutZeros(number)}`);
    for (const name of new Set([...[each.id, ...each.names].map(comparable), ...numbers]))
      byName.set(name, [...(byName.get(name) ?? []), each]);
  }
  const found = new Map<string, Result<string, Unfound>>();
  let sought = 0;

  const unknown = (written: string): Unfound => {
    sought += 1;
    const near = sought > MOST_SOUGHT ? [] : (nearestOf(written, known) as Listed[]);
    return {
      message: `${noun} « ${written.slice(0, 80)} » inconnue de l’annuaire`,
      cure:
        near.length > 0
          ? `Est-ce ${near.map(called).join(', ')} ?`
          : 'Écrivez son identifiant, son nom exact ou un de ses alias.',
    };
  };

  const find = (written: string): Result<string, Unfound> => {
    if (ids.has(written)) return accept(written);
    const keys = [comparable(written), ...(NUMBER.test(written) ? [`n ${withoutZeros(written)}`] : [])];
    const fitting = [...new Set(keys.flatMap((key) => byName.get(key) ?? []))];
    const [one, ...others] = fitting;
    if (!one) return refuse(unknown(written));
    if (others.length === 0) return accept(one.id);
    return refuse({
      message: `${noun} « ${written} » : ${fitting.length} portent ce nom`,
      cure: `Écrivez l’identifiant de celle que vous voulez dire : ${fitting.map(called).join(', ')}.`,
    });
  };

  return (written: string): Result<string, Unfound> => {
    const known = found.get(written) ?? find(written);
    found.set(written, known);
    return known;
  };
};
