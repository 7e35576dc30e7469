import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as it came: whom the conversation named, its bytes, and what an outside reader makes of them. */
export type Received = { to: string; from: string; raw: string; parsed: ParsedMail };

/** What a relay says to an address; null: it takes it. */
export type Reply = { code: number; text: string } | 'hang-up' | null;

/** A mail relay on this machine (smtp-server), that answers as a test has it. */
export const startMailServer = async (options: SMTPServerOptions = {}) => {
  const received: Received[] = [];
  let connections = 0;
  let replyTo = (_address: string): Reply => null;
  let replyToMail = (_raw: string): Reply => null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.key ? [] : ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    ...options,
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onRcptTo({ address }, _session, done) {
      const reply = replyTo(address);
      if (reply === 'hang-up') return hangUp();
      done(refusal(reply));
    },
    async onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(part as Buffer);
      const raw = Buffer.concat(parts).toString('latin1');
      const reply = replyToMail(raw);
      if (reply === 'hang-up') return hangUp();
      if (reply !== null) return done(refusal(reply));
      received.push({
        to: envelope.rcptTo.map(({ address }) => address).join(', '),
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        raw,
        parsed: await simpleParser(Buffer.concat(parts)),
      });
      done();
    },
  });
  const hangUp = () => {
    for (const { _socket } of server.connections as Iterable<{ _socket: { destroy(): void } }>)
      _socket.destroy();
  };
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `${options.secure ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    received,
    connections: () => connections,
    /** To whom it says what, before any text is sent. */
    toAddresses: (by: (address: string) => Reply) => {
      replyTo = by;
    },
    /** What it says of the mail once it has it. */
    toMails: (by: (raw: string) => Reply) => {
      replyToMail = by;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};
export type MailServer = Awaited<ReturnType<typeof startMailServer>>;

const refusal = (reply: { code: number; text: string } | null): Error | null =>
  reply === null ? null : Object.assign(new Error(reply.text), { responseCode: reply.code });
