/** Writes iCalendar (RFC 5545): lines that end with CRLF, of 75 octets at most. */

const MAX_OCTETS = 75;

/** What no reader of a calendar takes; a tab and the ends of lines it does. */
const CONTROL = /(?![\t\n])\p{Cc}/gu;

const ofOneEnd = (value: string): string => value.replace(/\r\n?/g, '\n').replace(CONTROL, '');

/** A text as the value of a property (§3.3.11). */
export const text = (value: string): string =>
  ofOneEnd(value)
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n');

/** A text as the value of a parameter: quoted where it must be, without the quotes it cannot hold (RFC 6868). */
export const parameter = (value: string): string => {
  const written: Record<string, string> = { '^': '^^', '"': "^'", '\n': '^n' };
  const plain = ofOneEnd(value).replace(/[\^"\n]/g, (sign) => written[sign] ?? '');
  return /[;:,]/.test(plain) ? `"${plain}"` : plain;
};

/** `20260204T220000Z`. Knows no finer than the second. */
export const utc = (instant: Date): string => instant.toISOString().replace(/[-:]|\.\d+/g, '');

/** Cut between two characters, and never between « \ » and what it escapes: some readers join lines last. */
const folded = (line: string): string => {
  const lines: string[] = [];
  let written = '';
  let octets = 0;
  for (const [piece] of line.matchAll(/\\[\s\S]|[\s\S]/gu)) {
    const added = Buffer.byteLength(piece);
    if (octets + added > MAX_OCTETS) {
      lines.push(written);
      written = ' ';
      octets = 1;
    }
    written += piece;
    octets += added;
  }
  return [...lines, written].join('\r\n');
};

/** A component: its properties as whole lines, and the components within it, as they are made here. */
export const component = (name: string, properties: readonly string[], inside = ''): string => {
  const lines = (written: readonly string[]) => written.map((line) => `${folded(line)}\r\n`).join('');
  return `${lines([`BEGIN:${name}`, ...properties])}${inside}${lines([`END:${name}`])}`;
};

/** The clocks of Paris, as they are put forward and back since 1996. */
export const PARIS = component(
  'VTIMEZONE',
  ['TZID:Europe/Paris'],
  component('DAYLIGHT', [
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'TZNAME:CEST',
    'DTSTART:19960331T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  ]) +
    component('STANDARD', [
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
      'TZNAME:CET',
      'DTSTART:19961027T030000',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    ]),
);
