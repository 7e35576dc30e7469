import { Agent, request } from 'undici';

const CLIENTS = 16;
const PATHS = ['/api/v1/answers?profession=optician', '/opticien', '/api/v1/answers/nurse/malakoff-humanis'];

/** Nobody took the call: a proxy before us turns to another, as nginx does by itself. */
const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && error.syscall === 'connect';

/** The question crossed the end of an idle connection: browsers and proxies ask again (RFC 9110 §9.2.2). */
const isCrossed = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ECONNRESET', 'UND_ERR_SOCKET'].includes(String(error.code));

/** Reads without rest over connections kept open, from whichever of `origins` takes the call. `finish` counts. */
export const startReading = (origins: readonly string[]) => {
  const agent = new Agent({ keepAliveTimeout: 60_000, keepAliveMaxTimeout: 60_000 });
  const failed: string[] = [];
  let crossed = 0;
  let answered = 0;
  let gap = 0;
  let lastAt = performance.now();
  let isOver = false;
  const read = async (path: string, turn: number, tries = origins.length): Promise<void> => {
    const url = `${origins[turn % origins.length]}${path}`;
    const answer = await request(url, { dispatcher: agent }).catch((error: unknown) => error);
    if (answer instanceof Error) {
      const isElsewhere = isRefused(answer) || isCrossed(answer);
      if (isCrossed(answer)) crossed += 1;
      if (isElsewhere && tries > 1) return read(path, turn + 1, tries - 1);
      failed.push(answer.message);
      return;
    }
    const { statusCode, body } = answer as Awaited<ReturnType<typeof request>>;
    try {
      await body.dump();
      if (statusCode === 200) answered += 1;
      else failed.push(String(statusCode));
      gap = Math.max(gap, performance.now() - lastAt);
      lastAt = performance.now();
    } catch (error) {
      failed.push(error instanceof Error ? error.message : String(error));
    }
  };
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let turn = client; !isOver; turn += 1) await read(PATHS[turn % PATHS.length] ?? '/', turn);
  });
  return {
    finish: async () => {
      isOver = true;
      await Promise.all(clients);
      await agent.close().catch(() => undefined);
      return { answered, failed, crossed, gap };
    },
  };
};
