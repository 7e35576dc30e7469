import { afterAll, beforeAll } from 'vitest';
import { askRaw, type RawAsked, type RawReply } from './raw';
import { startServer } from './server';

/** A server of a file's own, asked byte for byte; each time from somewhere else, so that the share of one network is not what answers. */
export const asStranger = () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());
  const port = (): number => Number(new URL(server.origin).port);
  let count = 0;
  const elsewhere = (): string => `198.${18 + (++count % 2)}.${count % 250}.7`;
  const ask = ({ headers = [], ...asked }: RawAsked): Promise<RawReply> => {
    const isSaid = headers.some(([name]) => name === 'X-Forwarded-For');
    return askRaw(port(), {
      ...asked,
      headers: isSaid ? headers : [...headers, ['X-Forwarded-For', elsewhere()] as const],
    });
  };
  return { ask, port };
};

/** What somebody reads of a page: neither its tags nor its scripts. */
export const seenIn = (html: string): string =>
  html
    .replace(/<(script|style|head)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

export const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
