#!/usr/bin/env bash
# ts-ics: an event that says SEQUENCE:0 is read as one that says no sequence, though PRIORITY:0 beside it is kept.
#
# RFC 5545 §3.8.7.4 numbers the first revision of an event 0, and most producers write it. One would guess that a reader
# which gives integers gives that one too, as it does 1, or at least that it treats every 0 alike. The property comes
# back absent: what is compared by `sequence` (was this event revised since?) meets `undefined` for every event that
# never was, and what is read and written again loses the line. Written from an object, 0 is written. What helps: read
# an absent sequence as 0, which the RFC gives it as its default.
#
# Source: RFC 5545; what the library does was seen by running this, beside ical.js, which gives 0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ts-ics@2.4.6 ical.js@2.2.1 >/dev/null
cat > try.mjs <<'JS'
import ICAL from 'ical.js';
import { convertIcsCalendar, generateIcsCalendar } from 'ts-ics';

const calendar = (sequence) =>
  [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//essai//essai//FR', 'BEGIN:VEVENT', 'UID:1@example.org',
    'DTSTAMP:20260101T000000Z', 'DTSTART:20260102T000000Z', 'DTEND:20260102T010000Z',
    `SEQUENCE:${sequence}`, 'PRIORITY:0', 'SUMMARY:essai', 'END:VEVENT', 'END:VCALENDAR', '',
  ].join('\r\n');
const byTsIcs = (text) => convertIcsCalendar(undefined, text).events[0];
const byIcalJs = (text) => new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent'));

const seen = [0, 1].map((sequence) => {
  const text = calendar(sequence);
  const { sequence: read, priority } = byTsIcs(text);
  return `SEQUENCE:${sequence} ts-ics ${read} (priority ${priority}), ical.js ${byIcalJs(text).sequence}`;
});
const again = generateIcsCalendar(convertIcsCalendar(undefined, calendar(0)));
const written = convertIcsCalendar(undefined, calendar(1));
written.events[0].sequence = 0;
seen.push(`read and written again: ${again.includes('SEQUENCE') ? 'kept' : 'lost'}`);
seen.push(`written from an object: ${generateIcsCalendar(written).includes('SEQUENCE:0') ? 'kept' : 'lost'}`);
console.log(seen.join('\n'));
JS
echo "node $(node --version), ts-ics 2.4.6, ical.js 2.2.1"
seen=$(node try.mjs)
echo "$seen"
expected='SEQUENCE:0 ts-ics undefined (priority 0), ical.js 0
SEQUENCE:1 ts-ics 1 (priority 0), ical.js 1
read and written again: lost
written from an object: kept'
if [ "$seen" != "$expected" ]; then
  echo 'this has changed'
  exit 1
fi
