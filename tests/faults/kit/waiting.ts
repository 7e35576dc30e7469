import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

/** A browser that waits on the stream of a profession. */
export const waitFor = async (origin: string, profession: string) => {
  const asked = get(`${origin}/api/v1/stream?profession=${profession}`);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let text = '';
  const heard: { at: number; bytes: number }[] = [];
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    text += chunk;
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks)
      if (block.startsWith('event: changed')) heard.push({ at: performance.now(), bytes: block.length });
  });
  response.on('error', () => undefined);
  return {
    status: response.statusCode,
    /** What it was told, in order: each « changed » with its number. */
    events: (): { id: string; text: string }[] =>
      text
        .split('\n\n')
        .filter((block) => block.includes('event: changed'))
        .map((block) => ({ id: /^id: (\d+)$/m.exec(block)?.[1] ?? '', text: block })),
    /** When each came whole, and how long it was. */
    heard: (): readonly { at: number; bytes: number }[] => heard,
    close: () => response.destroy(),
  };
};
export type Waiting = Awaited<ReturnType<typeof waitFor>>;
