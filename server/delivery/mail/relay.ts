import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Outcome } from '../channel';
import { BOUNDARY, type Body, bodyOf } from './body';
import { type MailDocument, oneLine, webAddress } from './document';
import { type MailFault, outcomeOf } from './replies';

export type Mail = {
  to: string;
  subject: string;
  /** The same object for all who read the same: it is written once. */
  document: MailDocument;
  /** The same at every attempt. */
  id: string;
  /** What it continues; null: nothing. */
  topic: string | null;
  /** Where `OWN_PAGE` leads; acted on by POST, it unsubscribes (RFC 8058). Null: it is no subscription. */
  ownPage: string | null;
};

/** Hands a mail to the relay, and says what became of it; never throws for one. A signal gives up ten at most. */
export type Relay = {
  send(mail: Mail, signal: AbortSignal): Promise<Outcome>;
  close(): Promise<void>;
};

/** How many connections at once, and how many mails over each before it is made anew. */
const POOL = { maxConnections: 8, maxMessages: 500 };
const TIMEOUTS = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 60_000,
};

/** `host`: whose ids mails bear. `trusted`: authorities (PEM) in place of the system's. */
type Given = { url: string; from: string; host: string; trusted?: string };

/** The URL may say otherwise than what is chosen here: `?requireTLS=false`. */
export const createRelay = (given: Given): Relay => {
  // Of no use to a service that sends nothing.
  let opened: ReturnType<typeof open> | null = null;
  return {
    async send(mail, signal) {
      if (signal.aborted) return { kind: 'retry', why: 'EABORT', after: null, isUnsure: false };
      try {
        opened ??= open(given);
        const { pool, write } = await opened;
        await pool.sendMail({ ...write(mail), signal });
        return { kind: 'delivered' };
      } catch (error) {
        return outcomeOf(error as MailFault);
      }
    },
    close: async () => (await opened)?.pool.close(),
  };
};

const open = async ({ url, from, host, trusted }: Given) => {
  const [{ createTransport }, { default: MimeNode }, quotedPrintable] = await Promise.all([
    import('nodemailer'),
    import('nodemailer/lib/mime-node'),
    import('nodemailer/lib/qp'),
  ]);
  const pool = createTransport({
    pool: true,
    ...POOL,
    ...TIMEOUTS,
    // Our own ladder tries again, and knows that it does.
    maxRequeues: 0,
    // Addresses of people cross no network in clear.
    requireTLS: !isThisMachine(new URL(url).hostname),
    ...(trusted === undefined ? {} : { tls: { ca: trusted } }),
    disableFileAccess: true,
    disableUrlAccess: true,
    url,
  });
  const fromAddress = new MimeNode().setHeader('From', from).getEnvelope().from || '';
  /** What all who read the same get, and the fields that it was written of. */
  const written = new WeakMap<MailDocument, { of: string; head: string; body: Body }>();
  const sharedOf = ({ document, subject, topic }: Mail) => {
    const of = JSON.stringify([subject, topic]);
    const known = written.get(document);
    if (known?.of === of) return known;
    // Fields of a part: those of a whole mail are each reader's.
    const part = new MimeNode().createChild(`multipart/alternative; boundary="${BOUNDARY}"`).setHeader({
      From: from,
      Subject: asTyped(oneLine(subject)) || 'Comptoir',
      ...(topic === null ? {} : threadOf(topic, host)),
      'Auto-Submitted': 'auto-generated',
    });
    const shared = { of, head: part.buildHeaders(), body: bodyOf(quotedPrintable, document) };
    written.set(document, shared);
    return shared;
  };
  const write = (mail: Mail) => {
    const { head, body } = sharedOf(mail);
    const whom = { name: '', address: mail.to };
    const own = new MimeNode(false, { baseBoundary: BOUNDARY }).setHeader({
      To: { ...whom },
      'Message-ID': `<${localPart(mail.id)}@${host}>`,
      ...unsubscribing(mail.ownPage),
    });
    const raw = `${own.buildHeaders()}\r\n${head}\r\n\r\n${body(mail.ownPage)}`;
    return { raw, envelope: { from: { name: '', address: fromAddress }, to: whom } };
  };
  return { pool, write };
};

/** What looks like an encoded word (RFC 2047) would be decoded by whoever reads it: an unseen joiner keeps it as it was typed. */
const asTyped = (subject: string): string => subject.replaceAll('=?', '=\u2060?');

/** A first mail that nobody sent: all of a topic hang on it, so that they are one thread. */
const threadOf = (topic: string, host: string) => {
  const root = `<sujet.${digestOf(topic)}@${host}>`;
  return { 'In-Reply-To': root, References: root };
};

const unsubscribing = (url: string | null): Record<string, string> => {
  const address = url === null ? null : webAddress(url);
  return address === null
    ? {}
    : { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
};

/** Our ids are written as they are; whatever is no atom of RFC 5322 by its digest. */
const localPart = (id: string): string => (/^[\w-]+(?:\.[\w-]+)*$/.test(id) ? id : digestOf(id));

const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

const isThisMachine = (hostname: string): boolean => {
  const host = hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || (isIP(host) !== 0 && ipaddr.process(host).range() === 'loopback');
};
