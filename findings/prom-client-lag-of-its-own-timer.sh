#!/usr/bin/env bash
# prom-client: the longer one makes the pause between two looks at the event loop, the later the loop is said to be.
#
# `collectDefaultMetrics` exports `nodejs_eventloop_lag_mean_seconds`, `…_min_…`, `…_p50_…`. One would guess zero for a
# process that does nothing, and that `eventLoopMonitoringPrecision`, in milliseconds, is how closely one looks. The
# figures are those of Node's `monitorEventLoopDelay`, which keeps the whole time between two runs of its own timer, the
# pause it asked for included: at rest the lag is 10 ms with the default of 10, and 100 ms with 100. An alarm at 50 ms
# is silent on the one and never on the other, on the same machine. `nodejs_eventloop_lag_seconds`, beside them, has
# nothing of it. The figures begin anew at each reading: at the first one, and at one that follows another within a
# pause, the least lag is 292 years. The timer costs too, though the README has default metrics collected when they are
# asked for and « not on an interval »: a process otherwise asleep is woken a hundred times a second. What helps: the
# precision taken off what is shown, nothing shown before the timer ran, and a longer pause for a service at rest.
#
# Source: prom-client's lib/metrics/eventLoopLag.js and README; prometheus/client_js#370, closed; Node's « perf_hooks ».
# Seen by running this: wakings are voluntary context switches.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund prom-client@15.1.3 >/dev/null
cat > rest.mjs <<'JS'
/** A process that sleeps for four seconds, and what it says of itself then. */
import { collectDefaultMetrics, Registry } from 'prom-client';

const [precision] = process.argv.slice(2).map(Number);
const register = new Registry();
if (precision > 0) collectDefaultMetrics({ register, eventLoopMonitoringPrecision: precision });
await new Promise((resolve) => setTimeout(resolve, 1_000));
const before = process.resourceUsage().voluntaryContextSwitches;
await new Promise((resolve) => setTimeout(resolve, 4_000));
const wakings = (process.resourceUsage().voluntaryContextSwitches - before) / 4;
const [told, again] = [await register.metrics(), await register.metrics()];
const secondsIn = (metrics, name) => Number(new RegExp(`^nodejs_eventloop_lag_${name}seconds (\\S+)`, 'm').exec(metrics)?.[1]);
const [least, median, alone] = ['min_', 'p50_', ''].map((name) => 1_000 * secondsIn(told, name));
console.log(JSON.stringify({ wakings, least, median, alone, years: Math.floor(secondsIn(again, 'min_') / 86_400 / 365.25) }));
JS
cat > try.mjs <<'JS'
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

console.log(`Node ${process.version}, prom-client ${JSON.parse(readFileSync('node_modules/prom-client/package.json', 'utf8')).version}`);
const seen = Object.fromEntries([0, 10, 100].map((precision) => [precision, JSON.parse(execFileSync(process.execPath, ['rest.mjs', String(precision)], { encoding: 'utf8' }))]));
for (const [precision, { wakings, least, median, alone, years }] of Object.entries(seen)) {
  console.log(`${precision === '0' ? 'without' : `precision ${precision} ms`}: woken ${wakings} times a second`);
  if (precision !== '0')
    console.log(`  lag at rest: least ${least.toFixed(1)}, median ${median.toFixed(1)}, the single gauge ${alone.toFixed(1)} ms; least when asked again at once: ${years} years`);
}
const isOf = (precision) => seen[precision].least > precision * 0.8 && seen[precision].median < precision * 2.5;
const isWoken = seen[10].wakings > seen[0].wakings + 30 && seen[100].wakings < seen[10].wakings / 2;
process.exit(isOf(10) && isOf(100) && isWoken && seen[100].years === 292 ? 0 : 1);
JS
node try.mjs
