/**
 * How LibreOffice is asked for each saved list: field separator, quote, encoding, first line, columns, language (French),
 * whether every text is quoted, whether cells are saved as they are shown, whether formulas are saved in their place.
 */
const FILTER = 'csv:Text - txt - csv (StarCalc)';
const SEPARATORS = { semicolon: 59, comma: 44, tab: 9 };
const ENCODINGS = { 'utf-8': 76, 'windows-1252': 1, 'utf-16': 65535 };

type Form = { name: string; workbook: 'conventions' | 'conventions-iso'; filter: string };

const form = (
  separator: keyof typeof SEPARATORS,
  encoding: keyof typeof ENCODINGS,
  {
    workbook = 'conventions',
    quoted = false,
    shown = true,
  }: { workbook?: Form['workbook']; quoted?: boolean; shown?: boolean } = {},
): Form => ({
  name: [
    separator,
    encoding,
    ...(quoted ? ['quoted'] : []),
    ...(workbook === 'conventions-iso' ? ['iso-dates'] : []),
    ...(shown ? [] : ['not-as-shown']),
  ].join('-'),
  workbook,
  filter: `${FILTER}:${SEPARATORS[separator]},34,${ENCODINGS[encoding]},1,,1036,${quoted},${shown},false`,
});

export const FORMS: readonly Form[] = [
  form('semicolon', 'utf-8'),
  form('comma', 'utf-8'),
  form('tab', 'utf-8'),
  form('semicolon', 'windows-1252'),
  form('comma', 'windows-1252'),
  form('tab', 'windows-1252'),
  form('semicolon', 'utf-16'),
  form('tab', 'utf-16'),
  form('semicolon', 'utf-8', { quoted: true }),
  form('comma', 'windows-1252', { quoted: true }),
  form('semicolon', 'utf-8', { workbook: 'conventions-iso' }),
  form('semicolon', 'windows-1252', { shown: false, quoted: true }),
];
