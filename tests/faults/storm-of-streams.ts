import { get } from 'node:http';

/**
 * A process of browsers that wait on the stream, as EventSource does: what is cut comes back after the `retry:` it was
 * sent, with the last id it heard, as often as it takes. Told « drop » it loses all of them at once; it tells how many
 * wait, each quarter of a second.
 */

const [origin = '', count = '0'] = process.argv.slice(2);
/** What a browser does when it was told nothing. */
const USUAL = 3_000;

type Held = { drop: () => void };
const held = new Set<Held>();
let refused = 0;

const wait = (retry: number, id: string | null): void => {
  const headers = id === null ? {} : { 'Last-Event-ID': id };
  let told = retry;
  let last = id;
  let isOver = false;
  const again = () => {
    if (isOver) return;
    isOver = true;
    held.delete(own);
    setTimeout(wait, told, told, last);
  };
  const asked = get(`${origin}/api/v1/stream?profession=optician`, { agent: false, headers }, (response) => {
    if (response.statusCode !== 200) {
      refused += 1;
      response.resume();
      response.once('close', again);
      return;
    }
    held.add(own);
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      told = Number(/^retry: (\d+)$/m.exec(chunk)?.[1] ?? told);
      last = [...chunk.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? last;
    });
    response.once('error', () => undefined);
    response.once('close', again);
  });
  asked.once('error', again);
  const own: Held = { drop: () => asked.destroy() };
};

process.on('message', (message) => {
  if (message === 'drop') for (const each of held) each.drop();
});
process.on('disconnect', () => process.exit(0));
setInterval(() => process.send?.({ waiting: held.size, refused, at: Date.now() }), 250);

// As they come, not all at once: it is their coming back that is measured.
for (let each = 0; each < Number(count); each += 1) setTimeout(wait, each * 2, USUAL, null);
