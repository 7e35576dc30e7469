import { connect } from '#db/database';
import type { Outcome, Send } from '#server/delivery/channel';
import { openOutbox } from '../../support/world/followers';

/** An instance that tells those who follow, by a receiver of the row's, until it is killed. `DATABASE` and `RECEIVER`: addresses. */

const { db, pool } = connect(process.env.DATABASE ?? '');
const receiver = process.env.RECEIVER ?? '';

const handOver: Send = (envelopes, signal) =>
  Promise.all(
    envelopes.map(async ({ subscriber, message }): Promise<Outcome> => {
      const body = JSON.stringify({ subscriber, id: message.id, subject: message.subject });
      try {
        const { status } = await fetch(receiver, { method: 'POST', body, signal });
        return status === 204 ? { kind: 'delivered' } : { kind: 'retry', why: String(status), after: null };
      } catch (error) {
        return { kind: 'retry', why: String(error), after: null, isUnsure: true };
      }
    }),
  );

const { look } = openOutbox({ db, pool }, { webhook: handOver }, (error) => {
  process.stderr.write(`${error}\n`);
});
setInterval(look, 50);
