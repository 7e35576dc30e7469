#!/usr/bin/env bash
# ts-ics: in the first hours of the day on which clocks change, an event is read an hour off.
#
# A local hour with `TZID` is an instant by the offset that its VTIMEZONE has for it: until 02:00 on the last Sunday of
# March, Paris is at +0100. One would guess that ts-ics, which reads the VTIMEZONE that came with the event, changes
# when that says. It compares the local hour with the day of the change, not with its hour: 00:30 and 01:30 of that
# Sunday are read by the offset of after. Without a VTIMEZONE it asks Intl about the local hour as if it were UTC, and
# 01:30 is wrong still. The same in October, the other way. Nights of maintenance are held on Sundays. What helps: the
# local hour beside the instant (`start.local.date`, a wall clock written as UTC), and a zone of one's own.
#
# Source: RFC 5545 §3.6.5 (an onset is a local time by TZOFFSETFROM); ts-ics' getTimezoneObjectOffset. Seen by running
# this in UTC, beside ical.js and Intl.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ts-ics@2.4.6 ical.js@2.2.1 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { convertIcsCalendar } from 'ts-ics';

const ZONE = [
  'BEGIN:VTIMEZONE', 'TZID:Europe/Paris',
  'BEGIN:STANDARD', 'DTSTART:19961027T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD',
  'BEGIN:DAYLIGHT', 'DTSTART:19810329T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT',
  'END:VTIMEZONE',
];
const calendar = (local, zone) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//essai//essai//FR', ...zone, 'BEGIN:VEVENT', 'UID:1@example.org', 'DTSTAMP:20260101T000000Z', `DTSTART;TZID=Europe/Paris:${local}`, 'SUMMARY:essai', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const byTsIcs = (local, zone) => convertIcsCalendar(undefined, calendar(local, zone)).events[0].start.date.toISOString();
const byIcal = (local) => {
  const read = new ICAL.Component(ICAL.parse(calendar(local, ZONE)));
  ICAL.TimezoneService.register(new ICAL.Timezone(read.getFirstSubcomponent('vtimezone')));
  return new ICAL.Event(read.getFirstSubcomponent('vevent')).startDate.toJSDate().toISOString();
};
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });
const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`Node ${process.version}, ts-ics ${versionOf('ts-ics')}, ical.js ${versionOf('ical.js')}`);
let isWitnessed = true;
const seen = [];
for (const local of ['20260329T003000', '20260329T013000', '20260329T033000', '20261025T003000', '20261025T013000', '20261025T033000']) {
  const right = byIcal(local);
  isWitnessed &&= clock.format(new Date(right)).replace(/[-:]/g, '').replace(' ', 'T') === local;
  const off = [ZONE, []].map((zone) => (Date.parse(byTsIcs(local, zone)) - Date.parse(right)) / 60_000);
  seen.push(off.join('/'));
  console.log(`${local} in Paris is ${right}; ts-ics is off by ${off[0]} minutes, without a VTIMEZONE by ${off[1]}`);
}
process.exit(isWitnessed && seen.join() === '-60/0,-60/-60,0/0,60/0,60/60,0/0' ? 0 : 1);
JS
TZ=UTC node try.mjs
