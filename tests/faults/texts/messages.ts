import webPush from 'web-push';
import { channelWords } from '#app/words/channels';
import type { EmailTarget, WebhookShape } from '#server/delivery/channel';
import { webAddress } from '#server/delivery/mail/document';
import { sendMails } from '#server/delivery/mail/message-mail';
import { createRelay } from '#server/delivery/mail/relay';
import { sendPushes } from '#server/delivery/push/push';
import { SHAPES } from '#server/delivery/webhook/shapes';
import { systemLookup } from '#server/outbound/targets';
import { startMailServer } from '../../support/peers/mail-server';
import { startPushService } from '../../support/peers/push-service';
import type { Watched } from '../../support/runner/watched-page';
import { chatFaults, mailFaults } from '../../support/world/drawn-as-text';
import { XSS_CORPUS } from '../../support/world/hostile-texts';
import { anEnvelope, aSection } from '../../support/world/messages';
import { atEnd } from '../kit/support';

/** An address of a message is ours; a text stands there that is no address of the web, which would only lead where it says. */
const addressOf = (text: string): string => (webAddress(text) === null ? text : 'https://comptoir.example/');

/** What one is told, every text in each place of a message. */
const told = (text: string) => {
  const url = addressOf(text);
  const section = aSection({ title: text, lines: [text, text], saidBy: text, advice: [text], url });
  return { subject: text, topic: text, sections: [section, section] };
};
const signal = () => AbortSignal.timeout(60_000);

/** Mails over SMTP: their headers, their text, and their HTML in Chromium. */
export const mailed = async ({ draw }: Watched): Promise<string[]> => {
  const server = await startMailServer();
  atEnd(server.stop);
  const relay = createRelay({
    url: server.url,
    from: 'Comptoir <comptoir@exemple.fr>',
    host: 'comptoir.example',
  });
  const target: EmailTarget = { channel: 'email', address: 'pharmacie@exemple.fr' };
  const faults: string[] = [];
  for (const text of XSS_CORPUS) {
    const [outcome] = await sendMails(relay, channelWords)([anEnvelope(target, told(text))], signal());
    const mail = server.received.pop();
    if (outcome?.kind !== 'delivered' || !mail) faults.push(`mail ${JSON.stringify(text)}: ${outcome?.kind}`);
    if (!mail) continue;
    const found = [...mailFaults(mail), ...(await draw(String(mail.parsed.html)))];
    if (mail.to !== target.address) found.push(`to ${mail.to}`);
    faults.push(...found.map((fault) => `mail ${JSON.stringify(text)}: ${fault}`));
  }
  await relay.close();
  return faults;
};

/** What is posted to the groups of others. */
export const posted = (): string[] =>
  XSS_CORPUS.flatMap((text) =>
    (['slack', 'teams', 'discord'] as const).flatMap((shape: WebhookShape) => {
      const target = { channel: 'webhook' as const, url: 'https://x.example/', shape, secrets: [] };
      const { url: _, ...section } = aSection({ title: text, lines: [text], saidBy: text, advice: [text] });
      const message = { subject: text, sections: [aSection(section), aSection({ url: addressOf(text) })] };
      const json = SHAPES[shape](anEnvelope(target, message), channelWords, 'https://comptoir.example');
      return chatFaults(shape, JSON.parse(JSON.stringify(json))).map(
        (fault) => `${shape} ${JSON.stringify(text)}: ${fault}`,
      );
    }),
  );

/** What a device is sent: texts, and an address of ours. */
export const pushed = async (): Promise<string[]> => {
  const service = await startPushService();
  atEnd(service.stop);
  const target = service.subscribe();
  const keys = webPush.generateVAPIDKeys();
  const outbound = { isLoopbackAllowed: true, lookup: systemLookup, trusted: null };
  const subject = 'https://comptoir.example';
  const send = sendPushes({
    outbound,
    words: channelWords,
    keys: async () => keys,
    subject,
    now: () => new Date(),
  });
  const outcomes = await send(
    XSS_CORPUS.map((text) => anEnvelope(target, told(text))),
    signal(),
  );
  const payloads = service.opened(target).map(({ payload }) => payload);
  const isText = (payload: Record<string, unknown>) =>
    Object.values(payload).every((each) => typeof each === 'string');
  const isOurs = ({ url }: Record<string, unknown>) => String(url).startsWith(`${subject}/`);
  return [
    ...outcomes.flatMap(({ kind }) => (kind === 'delivered' ? [] : [`push ${kind}`])),
    ...payloads.flatMap((each) => (isText(each) && isOurs(each) ? [] : [`push ${JSON.stringify(each)}`])),
    ...(payloads.length === XSS_CORPUS.length ? [] : [`push: ${payloads.length} arrived`]),
  ];
};
