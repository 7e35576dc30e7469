#!/usr/bin/env bash
# Chromium: a page with `Referrer-Policy: no-referrer` sends its own forms with `Origin: null`, to its own server.
#
# A page whose address holds a secret (an invitation, a reset of a password) asks that its address be told to nobody;
# its server often refuses forms that come from elsewhere by comparing `Origin` with its own. One would guess that the
# policy bears on `Referer` alone, since Origin holds no path. It bears on Origin as well, for same-origin forms too:
# such a page cannot be told from a stranger's sandboxed frame by this header, and every browser without script is
# refused. fetch() from the same page sends the real origin. `Sec-Fetch-Site: same-origin` comes with both; or use
# `same-origin` as policy.
#
# Source: the Fetch standard, « append a request Origin header »; seen by running this.
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

const heard = {};
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://here');
  if (request.method === 'POST')
    heard[pathname.slice(1)] = `Origin ${request.headers.origin === `http://${request.headers.host}` ? 'its own' : request.headers.origin}, Sec-Fetch-Site ${request.headers['sec-fetch-site']}`;
  response.writeHead(200, { 'Content-Type': 'text/html', 'Referrer-Policy': searchParams.get('policy') ?? 'same-origin' });
  response.end(`<form method="post" action="/form-${searchParams.get('policy')}"><button>Send</button></form>`);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? (await sparticuz.executablePath()),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
const page = await browser.newPage();
for (const policy of ['no-referrer', 'same-origin']) {
  await page.goto(`http://127.0.0.1:${port}/?policy=${policy}`);
  await page.evaluate((address) => fetch(address, { method: 'POST' }), `/fetch-${policy}`);
  await Promise.all([page.waitForNavigation(), page.locator('button').click()]);
}
console.log(`Chromium ${browser.version()}`);
for (const [what, said] of Object.entries(heard)) console.log(`${what}: ${said}`);
await browser.close();
server.close();
server.closeAllConnections();
const asSeen = {
  'fetch-no-referrer': 'Origin its own, Sec-Fetch-Site same-origin',
  'form-no-referrer': 'Origin null, Sec-Fetch-Site same-origin',
  'fetch-same-origin': 'Origin its own, Sec-Fetch-Site same-origin',
  'form-same-origin': 'Origin its own, Sec-Fetch-Site same-origin',
};
process.exit(Object.entries(asSeen).every(([what, said]) => heard[what] === said) ? 0 : 1);
JS
node try.mjs
