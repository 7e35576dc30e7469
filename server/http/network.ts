import { isIP } from 'node:net';
import type { Context } from 'hono';

const LOOPBACK = /^(::1|127\.|::ffff:127\.)/;

type Incoming = { incoming?: { socket?: { remoteAddress?: string } } };

/** The network a request came from, its host part taken away: /24, /48. A proxy is believed on this machine only. */
export const networkOf = (c: Context): string => {
  const peer = (c.env as Incoming | undefined)?.incoming?.socket?.remoteAddress ?? '';
  const forwarded = c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim();
  return truncated(forwarded && LOOPBACK.test(peer) ? forwarded : peer);
};

const truncated = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (isIP(plain) === 4) return plain.replace(/\.\d+$/, '.0/24');
  if (isIP(plain) !== 6) return 'inconnu';
  const [head = ''] = plain.split('::');
  const groups = head.split(':').filter(Boolean).slice(0, 3);
  return `${groups.join(':')}::/48`;
};
