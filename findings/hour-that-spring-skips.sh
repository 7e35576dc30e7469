#!/usr/bin/env bash
# rrule-temporal, ical.js: « each night at 02:30 », on the night without that hour: one leaves it out, one is too early.
#
# On 29 March 2026 Paris has no 02:30. RFC 5545 §3.3.10 says two things of such a night: it is ignored and not counted;
# and, further down, it is read as any such hour is by §3.3.5, with the offset of before the gap, so at 03:30. A
# verified erratum (4271) keeps the second alone, and leaves « ignored » to dates that do not exist. One would guess
# that both libraries hold three nights of `COUNT=3`, the second at 03:30. rrule-temporal follows the sentence that was
# taken back: nobody is told of anything that night, and the count runs a night longer. ical.js holds it, and counts it,
# but reads the hour with the offset of after the gap: 01:30. Two that were sent the same event are not there together,
# and differ in their last night. What helps: days counted without a zone, and the hour put on each by `Temporal`, whose
# « compatible » is §3.3.5.
#
# Source: RFC 5545 §3.3.5, §3.3.10, and its erratum 4271; seen by running this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund rrule-temporal@2.2.8 ical.js@2.2.1 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';

const EVENT = ['DTSTART;TZID=Europe/Paris:20260328T023000', 'RRULE:FREQ=DAILY;COUNT=3'];
const ZONE = [
  'BEGIN:VTIMEZONE', 'TZID:Europe/Paris',
  'BEGIN:STANDARD', 'DTSTART:19961027T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU', 'END:STANDARD',
  'BEGIN:DAYLIGHT', 'DTSTART:19810329T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'END:DAYLIGHT',
  'END:VTIMEZONE',
];
const byTemporal = new RRuleTemporal({ rruleString: EVENT.join('\n') }).all().map((instant) => new Date(instant.epochMilliseconds).toISOString());
const calendar = new ICAL.Component(
  ICAL.parse(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//essai//essai//FR', ...ZONE, 'BEGIN:VEVENT', 'UID:1@example.org', 'DTSTAMP:20260101T000000Z', ...EVENT, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')),
);
ICAL.TimezoneService.register(new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone')));
const instants = new ICAL.Event(calendar.getFirstSubcomponent('vevent')).iterator();
const byIcal = [];
for (let instant = instants.next(); instant; instant = instants.next()) byIcal.push(instant.toJSDate().toISOString());
const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
const inParis = (instant) => new Date(instant).toLocaleString('en-GB', { timeZone: 'Europe/Paris', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' });
console.log(`Node ${process.version}, rrule-temporal ${versionOf('rrule-temporal')}, ical.js ${versionOf('ical.js')}`);
console.log(`rrule-temporal: ${byTemporal.map(inParis).join('; ')}`);
console.log(`ical.js:        ${byIcal.map(inParis).join('; ')}`);
const isAsSeen =
  byTemporal.join() === '2026-03-28T01:30:00.000Z,2026-03-30T00:30:00.000Z,2026-03-31T00:30:00.000Z' &&
  byIcal.join() === '2026-03-28T01:30:00.000Z,2026-03-29T00:30:00.000Z,2026-03-30T00:30:00.000Z';
process.exit(isAsSeen ? 0 : 1);
JS
node try.mjs
