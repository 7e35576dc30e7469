#!/usr/bin/env bash
# rss-parser: a text in XHTML comes out with its words in another order, and may say the contrary.
#
# RFC 4287 lets an Atom entry hold its content as XHTML, elements among words. One would guess that a reader gives the
# words as they were written, with or without their marks. rss-parser reads XML into an object that has the words of an
# element in one place and its children in another, and writes that object back: first all that stood between the marks,
# then what was marked, by the name of the mark. « It is <b>not</b> paid <i>before</i> Monday. » reads « It is paid
# Monday. not before », in `content`, and in `contentSnippet` for whoever shows no marks. A title in XHTML is no text at
# all, but that object. What helps: a parser that keeps the order, as feedsmith does; for whoever writes a feed,
# `type="html"`.
#
# Source: RFC 4287 §3.1.1.3 and §4.1.3; rss-parser's lib/utils.js (getContent). Seen by running this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund rss-parser@3.13.0 feedsmith@3.0.1 >/dev/null
cat > try.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { parseFeed } from 'feedsmith';
import Parser from 'rss-parser';

const INSIDE = 'It is <b>not</b> paid <i>before</i> Monday.';
const XHTML = `<div xmlns="http://www.w3.org/1999/xhtml">${INSIDE}</div>`;
const atom = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Notices</title><id>urn:example:feed</id><updated>2026-01-02T08:00:00Z</updated>
  <entry>
    <title type="xhtml">${XHTML}</title><id>urn:example:1</id><updated>2026-01-02T08:00:00Z</updated>
    <link rel="alternate" href="https://example.org/1"/><content type="xhtml">${XHTML}</content>
  </entry>
</feed>`;
const wordsOf = (text) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').replace(' .', '.').trim();
const { content, contentSnippet, title } = (await new Parser().parseString(atom)).items[0];
const witness = parseFeed(atom).feed.entries[0].content.value;
const versionOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version;
console.log(`Node ${process.version}, rss-parser ${versionOf('rss-parser')}, feedsmith ${versionOf('feedsmith')}`);
console.log(`written:                    ${wordsOf(INSIDE)}`);
console.log(`feedsmith:                  ${wordsOf(witness)}`);
console.log(`rss-parser, content:        ${wordsOf(content)}`);
console.log(`rss-parser, contentSnippet: ${contentSnippet}`);
console.log(`rss-parser, title:          ${typeof title} ${JSON.stringify(title)}`);
const isAsSeen = wordsOf(witness) === wordsOf(INSIDE) && /paid.*not/.test(wordsOf(content)) && /paid.*not/.test(contentSnippet) && typeof title === 'object';
process.exit(isAsSeen ? 0 : 1);
JS
node try.mjs
