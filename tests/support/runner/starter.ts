import { startEmbedded } from '#db/embedded';
import { FORGETFUL } from './forgetful';

/** A process of its own that starts, or joins, the server of a folder; ends politely when its stdin closes. */
const cluster = await startEmbedded(process.argv[2] ?? '', FORGETFUL);
process.stdout.write(`${JSON.stringify(cluster.address)}\n`);
process.stdin.resume();
process.stdin.once('end', async () => {
  await cluster.stop();
  process.exit(0);
});
