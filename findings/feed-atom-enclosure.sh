#!/usr/bin/env bash
# feed: in Atom an attached letter is an image, whatever its type was said to be, and « R&D » in its title ends the feed.
#
# `feed` writes one list of items as RSS, Atom and JSON Feed. One would guess that an enclosure told as
# `application/pdf` is one in each. In RSS it is. In Atom the type given is left out, and another made of the ending of
# the address: `image/pdf` for a letter, `image/ics` for a calendar, « image/ » and the whole path for an address
# without ending; a reader draws a broken picture, or passes over it. JSON Feed has `attachments` for it, and there it
# is not written at all. The title of an enclosure is put into an attribute as it comes, in RSS and Atom: with a « & »
# in it the whole feed is XML that no parser takes, with all its items. What helps: links in the content of the item,
# and titles escaped by oneself.
#
# Source: RFC 4287 §4.2.7.3 (the type of a link), RSS 2.0 « enclosure », JSON Feed « attachments »; feed's
# formatEnclosure. Seen by running this, read by saxes, an XML parser.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund feed@6.0.0 saxes@6.0.0 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Feed } from 'feed';
import { SaxesParser } from 'saxes';

const MOMENT = new Date('2026-01-02T08:00:00Z');
const feedWith = (enclosure) => {
  const feed = new Feed({ id: 'urn:example:feed', title: 'Notices', link: 'https://example.org/', copyright: '', updated: MOMENT });
  feed.addItem({ id: 'urn:example:1', title: 'Notice', link: 'https://example.org/1', date: MOMENT, enclosure });
  return feed;
};
/** What is attached, as an XML parser reads it; or what it says of the text. */
const attached = (xml) => {
  const found = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes: { type, rel, title } }) => {
    if (name === 'enclosure' || rel === 'enclosure') found.push(`${type}${title ? ` « ${title} »` : ''}`);
  });
  parser.on('error', ({ message }) => {
    throw new Error(message);
  });
  try {
    parser.write(xml).close();
    return found.join(', ');
  } catch ({ message }) {
    return `no XML (${message.replace(/^\d+:\d+: /, '')})`;
  }
};
const cases = {
  letter: { url: 'https://example.org/letter.pdf', type: 'application/pdf', length: 9 },
  calendar: { url: 'https://example.org/nights.ics', type: 'text/calendar', length: 9 },
  'no ending': { url: 'https://example.org/files/42', type: 'application/pdf', length: 9 },
  titled: { url: 'https://example.org/letter.pdf', type: 'application/pdf', length: 9, title: 'R&D' },
};
console.log(`Node ${process.version}, feed ${JSON.parse(readFileSync('node_modules/feed/package.json', 'utf8')).version}`);
const seen = {};
for (const [name, enclosure] of Object.entries(cases)) {
  const feed = feedWith(enclosure);
  const inJson = JSON.stringify(JSON.parse(feed.json1()).items[0]).includes(enclosure.url) ? 'there' : 'absent';
  seen[name] = [attached(feed.rss2()), attached(feed.atom1()), inJson];
  console.log(`${name}: said ${enclosure.type}; RSS ${seen[name][0]}; Atom ${seen[name][1]}; JSON Feed ${seen[name][2]}`);
}
const isAsSeen =
  seen.letter.join() === 'application/pdf,image/pdf,absent' &&
  seen.calendar.join() === 'text/calendar,image/ics,absent' &&
  seen['no ending'].join() === 'application/pdf,image//files/42,absent' &&
  seen.titled[0].startsWith('no XML') && seen.titled[1].startsWith('no XML');
process.exit(isAsSeen ? 0 : 1);
JS
node try.mjs
