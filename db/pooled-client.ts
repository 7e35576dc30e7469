import type { Client } from 'pg';

/** Clients of a pooler, which may give each of their transactions to another backend. */
const pooled = new WeakSet<object>();

/** Whether what is set, locked and heard on a client's connection lasts as long as it. */
export const keepsSession = (client: object): boolean => !pooled.has(client);

type Question = { text: string; values?: unknown[]; name?: string };
type Ask = (question: unknown) => Promise<unknown>;
type Told = (error: Error | undefined, answer?: unknown) => void;

const BEGINS = /^\s*(begin|start\s+transaction)\b/i;
const IN_VAIN = 'Query read timeout';

/**
 * Makes a client one that nothing outlives its transaction for: each begins with how long its questions may take, in the
 * same message, a question alone is one, and none has a name that another backend would not know. `timeout` in
 * milliseconds, 0: none.
 */
export const throughPooler = (client: Client, timeout: number): void => {
  pooled.add(client);
  const ask = client.query.bind(client) as unknown as Ask;
  const limits =
    `; set local statement_timeout = ${timeout}` +
    `; set local idle_in_transaction_session_timeout = ${timeout}`;
  const askLimited = async (question: Question): Promise<unknown> => {
    if (timeout === 0 || client.getTransactionStatus() !== 'I') return ask(question);
    if (BEGINS.test(question.text)) return ask({ ...question, text: question.text + limits });
    await ask({ text: `begin${limits}` });
    try {
      const answer = await ask(question);
      await ask({ text: 'commit' });
      return answer;
    } catch (error) {
      // A server that has not answered in time is not asked for more: the connection is given up.
      if ((error as Error).message !== IN_VAIN) await ask({ text: 'rollback' }).catch(() => undefined);
      throw error;
    }
  };
  const query = (given: string | Question, values?: unknown[], told?: Told): unknown => {
    // A library's own kind of question, such as COPY.
    if (typeof given !== 'string' && 'submit' in given) return ask(given);
    const { name: _, ...question } = typeof given === 'string' ? { text: given, name: undefined } : given;
    const answer = askLimited(values === undefined ? question : { ...question, values });
    if (typeof told !== 'function') return answer;
    return void answer.then((each) => told(undefined, each), told);
  };
  Object.assign(client, { query });
};
