#!/usr/bin/env bash
# ical.js: what recurs each year on 29 February is on 1 March in other years, unless its rule is written at length.
#
# RFC 5545 §3.3.10 has a recurrence on a date that does not exist ignored. One would guess that a library which passes
# from 31 January to 31 March in a monthly rule does the like in a yearly one. There the day goes over into the next
# month: `FREQ=YEARLY` from 29 February gives 1 March three years of four, and `BYMONTH=1,4;BYMONTHDAY=31` gives 1 May
# for 31 April. The same rule with one month and its day written out (`BYMONTH=2;BYMONTHDAY=29`) gives leap years only.
# What helps: to look, after each instance, whether it is of a month and a day that were asked for.
#
# Source: RFC 5545 §3.3.10; RFC 7529 §4.1, whose SKIP is OMIT unless told otherwise; seen by running this, beside rrule.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 rrule@2.8.1 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import rrule from 'rrule';

const MANY = 4;
const byIcal = (rule, first) => {
  const days = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromString(`${first}T09:00:00Z`));
  return Array.from({ length: MANY }, () => days.next().toString().slice(0, 10)).join(' ');
};
const byRrule = (rule, first) =>
  rrule.rrulestr(`DTSTART:${first.replaceAll('-', '')}T090000Z\nRRULE:${rule}`).all((_, index) => index < MANY).map((day) => day.toISOString().slice(0, 10)).join(' ');
const rules = [
  ['FREQ=MONTHLY', '2024-01-31'],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-02-29'],
  ['FREQ=YEARLY', '2024-02-29'],
  ['FREQ=YEARLY;BYMONTH=1,4;BYMONTHDAY=31', '2024-01-31'],
];
const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`Node ${process.version}, ical.js ${versionOf('ical.js')}, rrule ${versionOf('rrule')}`);
const seen = rules.map(([rule, first]) => {
  const [ical, other] = [byIcal(rule, first), byRrule(rule, first)];
  console.log(`${rule} from ${first}\n  ical.js ${ical}\n  rrule   ${other}`);
  return ical === other ? 'same' : ical;
});
process.exit(seen.join() === 'same,same,2024-02-29 2025-03-01 2026-03-01 2027-03-01,2024-01-31 2024-05-01 2025-01-31 2025-05-01' ? 0 : 1);
JS
node try.mjs
