#!/usr/bin/env bash
# Chromium: a framed page that reloads itself by <meta http-equiv="refresh"> is gone for good after one failed reload.
#
# A status board framed in somebody else's page is often kept up to date by <meta refresh>. One would guess that a
# reload which fails is tried again at the next turn, as a page that polls by fetch() does. The reload replaces the
# document before it is known whether anything answers: an error page stands in its place, it has no refresh of its own,
# and the frame stays an error after the server is back. At the top level Chromium may try again by itself; in a frame it
# does not. What helps: read the next page by fetch() and put it in place only when it has come.
#
# Source: the HTML standard, « shared declarative refresh steps »; what Chromium does with the failure was seen by
# running this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @sparticuz/chromium@147.0.0 playwright-core@1.65.1 >/dev/null
cat > try.mjs <<'JS'
import { createServer } from 'node:http';
import sparticuz from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const pages = {
  '/outer': '<iframe name="meta" src="/meta"></iframe><iframe name="polled" src="/polled"></iframe>',
  '/meta': '<meta http-equiv="refresh" content="1"><p>board</p>',
  '/polled': `<p>board</p><script>setInterval(async () => {
    const next = await fetch('/polled').catch(() => null);
    if (next) document.querySelector('p').dataset.read = Number(document.querySelector('p').dataset.read ?? 0) + 1;
  }, 1000)</script>`,
};
const start = (port) => new Promise((resolve) => {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', Connection: 'close' });
    response.end(pages[request.url] ?? '');
  });
  server.listen(port, '127.0.0.1', () => resolve(server));
});
const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let server = await start(0);
const { port } = server.address();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? (await sparticuz.executablePath()),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${port}/outer`);
await rest(1500);
server.close();
server.closeAllConnections();
await rest(3000);
server = await start(port);
await rest(5000);
const said = async (name) => {
  const frame = page.frames().find((each) => each.name() === name);
  return (await frame?.locator('p', { hasText: 'board' }).count()) ? 'the board' : `no board (${frame?.url().split('/')[0]}//…)`;
};
const before = Number(await page.frame('polled').locator('p').getAttribute('data-read'));
await rest(1500);
const after = Number(await page.frame('polled').locator('p').getAttribute('data-read'));
const [meta, polled] = [await said('meta'), await said('polled')];
console.log(`Chromium ${browser.version()}`);
console.log(`five seconds after the server is back, the frame that reloads itself shows: ${meta}`);
console.log(`the frame that polls by fetch() shows: ${polled}, ${after > before ? 'and reads on' : 'and reads no more'}`);
await browser.close();
server.close();
server.closeAllConnections();
process.exit(meta.startsWith('no board') && polled === 'the board' && after > before ? 0 : 1);
JS
node try.mjs
