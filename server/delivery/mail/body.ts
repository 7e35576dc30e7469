import { randomUUID } from 'node:crypto';
import { type MailDocument, OWN_PAGE, webAddress } from './document';
import { escaped, htmlOf } from './html';
import { textOf } from './text';

type QuotedPrintable = Pick<typeof import('nodemailer/lib/qp'), 'encode' | 'wrap'>;

/** Both parts of a mail as they cross the wire, with the address of its reader's own page in its places. */
export type Body = (ownPage: string | null) => string;

/** No text holds it: what is quoted has no « =_ ». */
export const BOUNDARY = `=_${randomUUID()}`;
/** A line of quoted-printable (RFC 2045 §6.7), less the sign by which it goes on; and how it goes on. */
const LINE = 75;
const SOFT_BREAK = '=\r\n';

/** Written once for all who read the same. */
export const bodyOf = ({ encode, wrap }: QuotedPrintable, document: MailDocument): Body => {
  const quoted = (text: string): string => wrap(encode(text.replaceAll('\n', '\r\n')), LINE);
  const part = (type: string, text: string) => {
    const head = `--${BOUNDARY}\r\nContent-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
    const pieces = text.split(OWN_PAGE).map(quoted);
    return (own: string): string => `${head}${pieces.join(`${SOFT_BREAK}${quoted(own)}${SOFT_BREAK}`)}\r\n`;
  };
  const [plain, html] = [part('plain', textOf(document)), part('html', htmlOf(document))];
  return (ownPage) => {
    const own = ownPage === null ? '' : (webAddress(ownPage) ?? '');
    return `${plain(own)}${html(escaped(own))}--${BOUNDARY}--\r\n`;
  };
};
