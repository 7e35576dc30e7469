import type { LineReader } from './line-reader';
import { ResponseFault } from './response-fault';

/** Header fields by their name in small letters, each of its lines in Latin-1: one character a byte. */
export type Fields = ReadonlyMap<string, readonly string[]>;
export type Head = { status: number; fields: Fields };

/** As Chromium reads, all interim answers together. */
const MAX_HEAD_BYTES = 262_144;

const STATUS_LINE = /^HTTP\/\d(?:\.\d)?[ \t]+([1-9]\d\d)(?:[ \t]|$)/i;
const NAME = /^[!#$%&'*+\-.^_`|~\da-z]+$/;

/**
 * The head of the final answer. Interim ones are read over, asked for or not (RFC 9110 §15.2), but for a change of
 * protocol, which is an answer, and none that we asked for.
 */
export const readHead = async (reader: LineReader): Promise<Head> => {
  let left = MAX_HEAD_BYTES;
  for (;;) {
    const lines: string[] = [];
    for (;;) {
      const line = await reader.line(left);
      if (line === null) throw new ResponseFault(lines.length === 0 ? 'no-answer' : 'head-cut');
      left -= line.length + 1;
      if (line === '' && lines.length > 0) break;
      // Empty lines before an answer are left over from the one before it.
      if (line === '') continue;
      if (lines.length === 0 && !STATUS_LINE.test(line)) throw new ResponseFault('not-http');
      lines.push(line);
    }
    const head = headOf(lines);
    if (head.status >= 200 || head.status === 101) return head;
  }
};

const headOf = ([first = '', ...lines]: readonly string[]): Head => {
  const fields = new Map<string, string[]>();
  for (const line of unfolded(lines)) {
    const colon = line.indexOf(':');
    const name = trimmed(line.slice(0, Math.max(0, colon))).toLowerCase();
    // What has no name says nothing, to a browser either.
    if (!NAME.test(name)) continue;
    const value = trimmed(line.slice(colon + 1));
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return { status: Number(STATUS_LINE.exec(first)?.[1]), fields };
};

/** A line that begins with a blank goes on with the one before it (RFC 9112 §5.2); NUL is a blank (RFC 9110 §5.5). */
const unfolded = (lines: readonly string[]): string[] => {
  const whole: string[] = [];
  for (const given of lines) {
    const line = given.replaceAll('\0', ' ');
    const isFolded = line.startsWith(' ') || line.startsWith('\t');
    if (!isFolded) whole.push(line);
    else if (whole.length > 0) whole.push(`${whole.pop()} ${trimmed(line)}`);
  }
  return whole;
};

/** Blanks of a field are spaces and tabs alone: any other is a byte of a letter. */
const trimmed = (text: string): string => {
  let [start, end] = [0, text.length];
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return text.slice(start, end);
};
const isBlank = (sign: string | undefined): boolean => sign === ' ' || sign === '\t';

/** The words of a list, in small letters, over all lines of a field. */
export const wordsOf = (fields: Fields, name: string): string[] =>
  (fields.get(name) ?? [])
    .flatMap((line) => line.split(','))
    .map((word) => trimmed(word).toLowerCase())
    .filter((word) => word !== '');

/** A value as it is read: UTF-8 where its bytes are, else Latin-1. */
export const textOf = (value: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
};
