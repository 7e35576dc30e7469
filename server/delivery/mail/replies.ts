import type { Outcome } from '../channel';

/** What nodemailer says of a mail that was not taken. */
export type MailFault = {
  code?: string;
  /** Of the system, where it said one. */
  originalCode?: string;
  timeoutType?: string;
  command?: string;
  responseCode?: number;
  response?: string;
};

/** Of what was answered to the address and to the mail; before that, it is us whom the relay does not want. */
const ABOUT_THE_ADDRESS: readonly string[] = ['RCPT TO', 'DATA'];

/** Enhanced codes (RFC 3463) of an address that will never take a mail: unknown, moved, misspelt, no mail there, closed. */
const NEVER = /^5\.(?:1\.(?:1|2|3|6|10)|2\.1)$/;
/** The relay, the way, the protocol or its policy, or our own address: about us, and others would be told the same. */
const ABOUT_US = /^5\.(?:[3-7]\.\d+|1\.[78])$/;
/** Of a relay without enhanced codes. */
const UNKNOWN_USER = /no such|unknown|does(?: not|n't) exist|not found|invalid (?:recipient|mailbox|user)/i;

/**
 * What an answer makes of a mail. Its text stays here, for it repeats the address: what is kept is the numbers.
 */
export const outcomeOf = (fault: MailFault): Outcome => {
  const { code, originalCode, command, responseCode, response = '' } = fault;
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? null;
  const why = responseCode
    ? ['SMTP', responseCode, enhanced ?? ''].join(' ').trim()
    : (originalCode ?? code ?? 'SMTP');
  const isPermanent = (responseCode ?? 0) >= 500 && ABOUT_THE_ADDRESS.includes(command ?? '');
  // Nothing went out: the address cannot even be written to a relay.
  if (code === 'EENVELOPE' && command === 'API') return { kind: 'refused', why };
  // A connection that is lost once it stood may have been lost after the last byte.
  if (!responseCode) return { kind: 'retry', why, after: null, isUnsure: mayHaveGone(fault) };
  if (!isPermanent || (enhanced !== null && ABOUT_US.test(enhanced)))
    return { kind: 'retry', why, after: null };
  const isMisspelt = responseCode === 501 || responseCode === 553;
  const isNever = enhanced === null ? isMisspelt || UNKNOWN_USER.test(response) : NEVER.test(enhanced);
  return isNever ? { kind: 'refused', why } : { kind: 'bounced', why };
};

/** Of a connection that stood. */
const mayHaveGone = ({ code = '', originalCode, timeoutType = STOOD }: MailFault): boolean =>
  LOST.includes(code) && LOST.includes(originalCode ?? code) && timeoutType === STOOD;
const STOOD = 'SOCKET_TIMEOUT';
const LOST: readonly string[] = ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'ECONNRESET', 'EPIPE', 'EABORT'];
