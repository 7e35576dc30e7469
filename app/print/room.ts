/** What fits on one A4 in the letters of a counter sheet: a browser alone knows, so this errs on the side of room. */

/** CSS pixels that the heads and the foot of a sheet leave to its lists. */
export const ROOM = 590;
/** Of a line of text, and of what parts an entry from the next. */
const LINE = 17.4;
const APART = 5;
/** Letters of a line: beside a verdict and a payment, and over the whole width. */
const LETTERS = { beside: 54, whole: 104 };

export const heightOf = (place: keyof typeof LETTERS, letters: number): number =>
  APART + LINE * Math.max(1, Math.ceil(letters / LETTERS[place]));

type Fitted<T> = { shown: readonly T[]; more: number; taken: number };

/** The first of these that fit in a room, `most` at the most; and what they take with the line that counts the others. */
export const fitted = <T>(
  all: readonly T[],
  { most, room, of }: { most: number; room: number; of: (each: T) => number },
): Fitted<T> => {
  const counted = heightOf('whole', 0);
  const shown: T[] = [];
  let taken = 0;
  for (const each of all.slice(0, most)) {
    const isLast = shown.length + 1 === all.length;
    if (taken + of(each) > room - (isLast ? 0 : counted)) break;
    taken += of(each);
    shown.push(each);
  }
  const more = all.length - shown.length;
  return { shown, more, taken: taken + (more > 0 ? counted : 0) };
};
