import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Outcome } from '../channel';
import { type MailDocument, oneLine, webAddress } from './document';
import { htmlOf } from './html';
import { type MailFault, outcomeOf } from './replies';
import { textOf } from './text';

export type Mail = {
  to: string;
  subject: string;
  document: MailDocument;
  /** The same at every attempt. */
  id: string;
  /** What it continues; null: nothing. */
  topic: string | null;
  /** Acted on by POST (RFC 8058); null: it is no subscription. */
  unsubscribeUrl: string | null;
};

/** Hands a mail to the relay, and says what became of it; never throws for one. */
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
export const createRelay = ({ url, from, host, trusted }: Given): Relay => {
  const open = async () =>
    (await import('nodemailer')).createTransport({
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
  // Of no use to a service that sends nothing.
  let pool: ReturnType<typeof open> | null = null;
  return {
    async send({ to, subject, document, id, topic, unsubscribeUrl }, signal) {
      const thread = topic === null ? {} : threadOf(topic, host);
      try {
        pool ??= open();
        await (await pool).sendMail({
          from,
          to: { name: '', address: to },
          subject: oneLine(subject) || 'Comptoir',
          text: textOf(document),
          html: htmlOf(document),
          messageId: `<${localPart(id)}@${host}>`,
          ...thread,
          headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribing(unsubscribeUrl) },
          // One of its own: a hundred mails would hang on that of all.
          signal: AbortSignal.any([signal]),
        });
        return { kind: 'delivered' };
      } catch (error) {
        return outcomeOf(error as MailFault);
      }
    },
    close: async () => (await pool)?.close(),
  };
};

/** A first mail that nobody sent: all of a topic hang on it, so that they are one thread. */
const threadOf = (topic: string, host: string) => {
  const root = `<sujet.${digestOf(topic)}@${host}>`;
  return { inReplyTo: root, references: root };
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
