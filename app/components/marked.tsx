import { fold } from '#server/contract/search';

/** A name with the part that was typed, when it begins one of its words. */
export const Marked = ({ name, typed }: { name: string; typed: string }) => {
  const place = placeOf(name, typed.trim());
  if (!place) return name;
  const { from, to } = place;
  return (
    <>
      {name.slice(0, from)}
      <mark>{name.slice(from, to)}</mark>
      {name.slice(to)}
    </>
  );
};

/** Letter by letter, so that places in the folded name are places in the name. */
const placeOf = (name: string, typed: string): { from: number; to: number } | null => {
  const letters = [...name].map((letter) => fold(letter).charAt(0) || letter).join('');
  const sought = fold(typed);
  if (sought === '' || letters.length !== name.length) return null;
  let from = letters.indexOf(sought);
  while (from > 0 && /[\p{L}\p{N}]/u.test(letters.charAt(from - 1))) from = letters.indexOf(sought, from + 1);
  return from === -1 ? null : { from, to: from + sought.length };
};
