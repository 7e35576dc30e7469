import { simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { channelWords } from '#app/words/channels';
import { sendMails } from '#server/delivery/mail/message-mail';
import { createRelay } from '#server/delivery/mail/relay';
import { FOLLOWERS } from './followers';
import { startPeer } from './peer';
import { handing, type Way } from './way';

/** As many mails in the pool's hands as our lanes claim. */
const IN_HAND = 300;
const OURS = { maxMessages: 500 };

export const mail: Way = {
  channel: 'email',
  floor: 'one nodemailer pool',
  async open() {
    const peer = await startPeer('mail');
    const relay = createRelay({ url: peer.url, from: 'a@example.org', host: 'example.org' });
    return {
      peer,
      targetFor: (number) => ({ channel: 'email', address: `${number}@example.org` }),
      send: sendMails(relay, channelWords),
      close: () => relay.close(),
      // The same mails by the library alone.
      async byOthers({ first, connections }) {
        const { subject = '', text = '', html = '' } = await simpleParser(first ?? '');
        const pool = createTransport({ pool: true, ...OURS, maxConnections: connections, url: peer.url });
        await handing(FOLLOWERS, IN_HAND, (number) =>
          pool.sendMail({
            from: 'a@example.org',
            to: `${number}@example.org`,
            subject,
            text,
            html: html || '',
          }),
        );
        pool.close();
      },
    };
  },
};
