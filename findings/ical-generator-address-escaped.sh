#!/usr/bin/env bash
# ical-generator: an address with a comma or a semicolon is another address in the calendar.
#
# RFC 5545 escapes « , » and « ; » in texts. An address is no text: §3.3.13 says of URI that nothing is escaped there,
# and RFC 3986 has both signs in paths and questions. ical-generator escapes `URL` and `ATTACH` as it does a summary:
# readers that follow the RFC give an address with backslashes, which leads elsewhere. `NAME`, which is a text (RFC
# 7986), is written as it comes, its backslash too, which begins an escape for whoever reads it as one. One would have
# guessed the contrary of both. What helps: %2C and %3B in addresses, where their server takes them so.
#
# Source: RFC 5545 §3.3.11 and §3.3.13, RFC 7986 §5.1; seen by running this, read by ical.js and ts-ics.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical-generator@11.1.2 ts-ics@2.4.6 ical.js@2.2.1 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import ICAL from 'ical.js';
import ical from 'ical-generator';
import { convertIcsCalendar } from 'ts-ics';

const ADDRESS = 'https://example.org/night;of=7?of=nord,sud';
const LETTER = 'https://example.org/letter,1.pdf';
const NAME = 'Nights: Nord, Sud; C:\\new';
const calendar = ical({ name: NAME });
calendar.createEvent({
  start: new Date('2026-01-02T00:00:00Z'), end: new Date('2026-01-02T01:00:00Z'), summary: 'Night, the first; of two', url: ADDRESS, attachments: [LETTER],
});
const text = calendar.toString();
const whole = new ICAL.Component(ICAL.parse(text));
const event = whole.getFirstSubcomponent('vevent');
const seen = {
  summary: event.getFirstPropertyValue('summary'),
  'address by ical.js': event.getFirstPropertyValue('url'),
  'address by ts-ics': convertIcsCalendar(undefined, text).events[0].url,
  'attachment by ical.js': event.getFirstPropertyValue('attach'),
  'name in the file': /^NAME:(.*)$/m.exec(text.replaceAll('\r', ''))?.[1],
};
const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`Node ${process.version}, ical-generator ${versionOf('ical-generator')}, ical.js ${versionOf('ical.js')}, ts-ics ${versionOf('ts-ics')}`);
console.log(`given: ${ADDRESS}, ${LETTER}, ${NAME}`);
for (const [what, said] of Object.entries(seen)) console.log(`${what}: ${said}`);
const escaped = ADDRESS.replace(/[,;]/g, '\\$&');
const isAsSeen =
  seen.summary === 'Night, the first; of two' && seen['address by ical.js'] === escaped && seen['address by ts-ics'] === escaped &&
  seen['attachment by ical.js'] === LETTER.replace(',', '\\,') && seen['name in the file'] === NAME;
process.exit(isAsSeen ? 0 : 1);
JS
node try.mjs
