#!/usr/bin/env bash
# feed: the second writing of the same podcast says less than the first.
#
# `feed.rss2()` reads what was added and gives a text, so one would guess that it gives the same text each time: a
# server may make the feed once and write it for each reader. With `podcast: true`, the `audio.duration` of an episode
# is put into `<itunes:duration>`, and taken out of the item so that it is no attribute of the enclosure: the caller's
# own object loses it. The second RSS has no duration, nor has any other feed made of the same items. Nothing is said,
# and a test that writes once sees nothing. What helps: items made anew for each writing (a shallow copy keeps the same
# `audio`, and is no help).
#
# Source: feed's rss2 (`entry.audio.duration`), its README on podcasts; seen by running this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund feed@6.0.0 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { Feed } from 'feed';

const MOMENT = new Date('2026-01-02T08:00:00Z');
const episode = {
  id: 'urn:example:1', title: 'Episode', link: 'https://example.org/1', date: MOMENT,
  audio: { url: 'https://example.org/1.mp3', type: 'audio/mpeg', length: 9, duration: 3_725 },
};
const feedOf = (...items) => {
  const feed = new Feed({ id: 'urn:example:feed', title: 'Voices', link: 'https://example.org/', copyright: '', updated: MOMENT, podcast: true });
  for (const item of items) feed.addItem(item);
  return feed;
};
const durationIn = (rss) => /<itunes:duration>(.*?)</.exec(rss)?.[1] ?? 'none';
const feed = feedOf({ ...episode });
const seen = [feed.rss2(), feed.rss2(), feedOf(episode).rss2()].map(durationIn);
console.log(`Node ${process.version}, feed ${JSON.parse(readFileSync('node_modules/feed/package.json', 'utf8')).version}`);
console.log(`duration in the first RSS: ${seen[0]}; in the second: ${seen[1]}; in another feed of the same episode: ${seen[2]}`);
console.log(`the caller's own object: ${JSON.stringify(episode.audio)}`);
process.exit(seen.join() === '1:02:05,none,none' ? 0 : 1);
JS
node try.mjs
