import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Best first, among those a client likes equally. */
const OURS: readonly Encoding[] = ['br', 'gzip', 'identity'];

/** What to send to whoever says this in `Accept-Encoding` (RFC 9110 §12.5.3); what cannot be read asks for nothing. */
export const encodingFor = (accepted: string | undefined): Encoding => {
  if (accepted === undefined || accepted.length > MAX_LENGTH) return 'identity';
  const known = negotiated.get(accepted);
  if (known) return known;
  const encoding = bestIn(accepted);
  negotiated.set(accepted, encoding);
  return encoding;
};

/** Browsers say one of a few things; strangers may say anything. */
const negotiated = new LRUCache<string, Encoding>({ max: 100 });

/** Whether gzip may be sent to whoever says this, though it may like another better. */
export const takesGzip = (accepted: string | undefined): boolean =>
  accepted !== undefined && accepted.length <= MAX_LENGTH && weightsIn(accepted)('gzip') > 0;

const weightsIn = (accepted: string) => {
  const weights = new Map(
    accepted.split(',').map((each) => {
      const [name = '', ...parameters] = each.toLowerCase().split(';');
      return [name.trim(), weightIn(parameters)] as const;
    }),
  );
  return (encoding: Encoding): number =>
    weights.get(encoding) ?? weights.get('*') ?? (encoding === 'identity' ? LEAST : 0);
};

const bestIn = (accepted: string): Encoding => {
  const weightOf = weightsIn(accepted);
  const [best] = OURS.filter((each) => weightOf(each) > 0).sort((a, b) => weightOf(b) - weightOf(a));
  return best ?? 'identity';
};

const MAX_LENGTH = 256;
/** Not named, it is still welcome, after all that is. */
const LEAST = 0.0001;

const weightIn = (parameters: readonly string[]): number => {
  const given = parameters.map((each) => /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]);
  const [weight] = given.flatMap((each) => (each === undefined ? [] : [Number(each)]));
  return weight ?? 1;
};

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Level 5: a tenth of a millisecond for what level 11 takes twenty to make a little smaller. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

export const encode = (bytes: Buffer, encoding: Encoding): Promise<Buffer> => {
  if (encoding === 'br') return brotli(bytes, QUICK);
  return encoding === 'gzip' ? gzipped(bytes) : Promise.resolve(bytes);
};
