#!/usr/bin/env bash
# rrule, rrule-temporal: « the first Monday and every Wednesday » is never, or the first Monday alone.
#
# In `BYDAY=1MO,WE` each value stands for itself: RFC 5545 §3.3.10 gives a number to any of them, and one without a
# number means all days of that name. One would guess the union, and ical.js makes it. rrule keeps numbered days and
# bare ones in two lists and wants a day to be in both: the rule has no day at all, and no error says so; of `1MO,MO`
# the first Mondays are left. rrule-temporal makes the union in a monthly rule, and in a yearly one forgets the bare
# days as soon as one of them has a number. A night of work that recurs so is announced once a year, or not at all. What
# helps: two rules, one of numbered days and one of bare days, and their union.
#
# Source: RFC 5545 §3.3.10 (BYDAY); rrule's issue 71, open since 2014; seen by running this, beside ical.js.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund rrule@2.8.1 rrule-temporal@2.2.8 ical.js@2.2.1 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import rrule from 'rrule';
import { RRuleTemporal } from 'rrule-temporal';

const MANY = 4;
const text = (rule) => `DTSTART:20240101T090000Z\nRRULE:${rule};UNTIL=20251231T000000Z`;
const readers = {
  'ical.js': (rule) => {
    const days = ICAL.Recur.fromString(`${rule};UNTIL=20251231T000000Z`).iterator(ICAL.Time.fromString('2024-01-01T09:00:00Z'));
    return Array.from({ length: MANY }, () => days.next()?.toString().slice(0, 10)).filter(Boolean);
  },
  rrule: (rule) => rrule.rrulestr(text(rule)).all((_, index) => index < MANY).map((day) => day.toISOString().slice(0, 10)),
  'rrule-temporal': (rule) => new RRuleTemporal({ rruleString: text(rule) }).all((_, index) => index < MANY).map((day) => day.toPlainDate().toString()),
};
const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`Node ${process.version}, ${Object.keys(readers).map((name) => `${name} ${versionOf(name)}`).join(', ')}`);
const seen = {};
for (const rule of ['FREQ=MONTHLY;BYDAY=1MO,WE', 'FREQ=YEARLY;BYDAY=1MO,WE', 'FREQ=YEARLY;BYDAY=1MO,MO']) {
  console.log(`${rule}, from Monday 1 January 2024`);
  for (const [name, read] of Object.entries(readers)) {
    const days = read(rule).join(' ');
    (seen[name] ??= []).push(days || 'never');
    console.log(`  ${name.padEnd(14)} ${days || 'never'}`);
  }
}
const UNION = '2024-01-01 2024-01-03 2024-01-10 2024-01-17';
const FIRSTS = '2024-01-01 2025-01-06';
const expected = {
  'ical.js': [UNION, UNION, '2024-01-01 2024-01-08 2024-01-15 2024-01-22'],
  rrule: ['never', 'never', FIRSTS],
  'rrule-temporal': [UNION, FIRSTS, FIRSTS],
};
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
JS
node try.mjs
