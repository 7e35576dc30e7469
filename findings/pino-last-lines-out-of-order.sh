#!/usr/bin/env bash
# pino: two lines logged one after the other just before process.exit come out in the other order.
#
# A destination made by `pino.destination(fd)` writes in the background. One would guess that its flush at exit, which is
# there so that nothing is lost, keeps the order in which lines were logged. It does not wait for the write that is under
# way: it writes what is still held at once, and the line that went before it, whose write waits in the thread pool,
# follows when the process takes its threads down. It happens now and then on an idle machine, and each time while
# something else has the pool (hashing passwords, compressing). Whoever reads the log of a process that died sees the
# consequence before its cause. What helps: sort by the time that each line bears, or `sync: true`.
#
# Source: pino's page on asynchronous logging tells of lines lost when a system fails, not of their order; seen by running
# this.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund pino@10.4.0 >/dev/null
cat > try.mjs <<'JS'
import { pbkdf2 } from 'node:crypto';
import { pino } from 'pino';

const isSync = process.argv[2] === 'sync';
const log = pino({ base: null, timestamp: false }, pino.destination({ dest: 1, sync: isSync }));
// Each of the four threads has something to do for a moment.
for (let thread = 0; thread < 4; thread += 1) pbkdf2('a', 'b', 300_000, 32, 'sha512', () => {});
setImmediate(() => {
  log.info('cause');
  log.info('consequence');
  process.exit(0);
});
JS
order() { UV_THREADPOOL_SIZE=4 node try.mjs "$1" | grep -o 'cause\|consequence' | paste -sd' '; }
echo "node $(node --version), pino 10.4.0"
for how in background sync; do
  for _ in 1 2 3; do echo "$how: $(order "$how")"; done
done | sort | uniq -c | sed 's/^ *//' | tee seen
expected='3 background: consequence cause
3 sync: cause consequence'
if [ "$(cat seen)" != "$expected" ]; then
  echo 'this has changed'
  exit 1
fi
