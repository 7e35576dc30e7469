const MARKS = [
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const;

const ENOUGH = 400;

/** The half of its bytes that is nearly all zeros: text of these languages in UTF-16 has no other reason for them. */
const unmarkedUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const start = bytes.subarray(0, ENOUGH);
  const zeros = [0, 1].map((side) => start.filter((byte, index) => index % 2 === side && byte === 0).length);
  const [even = 0, odd = 0] = zeros;
  const most = start.length / 4;
  if (even > most && odd === 0) return 'utf-16be';
  return odd > most && even === 0 ? 'utf-16le' : null;
};

/** What Windows-1252 has where Latin-1 has controls, from 0x80. */
const OF_WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By hand: some versions of Node take Windows-1252 for Latin-1, and lose « œ », « ’ » and « € ». */
const windows1252 = (bytes: Uint8Array): string =>
  new TextDecoder('latin1')
    .decode(bytes)
    .replace(/[\u0080-\u009f]/g, (control) => OF_WINDOWS[control.charCodeAt(0) - 0x80] ?? control);

/** The text of a CSV file: spreadsheets write UTF-8, Windows-1252 or UTF-16 as their settings of the day have it. */
export const csvTextOf = (bytes: Uint8Array): string => {
  const marked = MARKS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte));
  const wide = marked?.encoding ?? unmarkedUtf16(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
};
