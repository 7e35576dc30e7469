import type { ChannelWords } from '#server/contract/channel-words';
import type { EmailTarget, Envelope, Send } from '../channel';
import type { Message, Section } from '../message';
import type { MailBlock } from './document';
import type { Mail, Relay } from './relay';

export const sendMails =
  (relay: Relay, words: ChannelWords): Send<EmailTarget> =>
  (envelopes, signal) =>
    Promise.all(envelopes.map((envelope) => relay.send(messageMail(envelope, words), signal)));

/** What somebody who subscribed is told, as a mail. */
const messageMail = ({ target, manageUrl, message }: Envelope<EmailTarget>, words: ChannelWords): Mail => ({
  to: target.address,
  subject: message.subject,
  id: message.id,
  topic: message.topic,
  unsubscribeUrl: manageUrl,
  document: {
    title: message.sections[0]?.title ?? message.subject,
    blocks: message.sections.flatMap((section, index) => [
      ...(index === 0 ? [] : [{ kind: 'heading' as const, text: section.title }]),
      ...sectionBlocks(section, message, words),
    ]),
    foot: [
      { kind: 'text', text: words.asOf(message.at) },
      { kind: 'text', text: words.whyYou },
      { kind: 'link', label: words.manage, url: manageUrl },
    ],
  },
});

const sectionBlocks = (section: Section, { at }: Message, words: ChannelWords): MailBlock[] => [
  ...section.lines.map((text) => ({ kind: 'text' as const, text })),
  ...(section.advice.length === 0
    ? []
    : [{ kind: 'list' as const, label: words.advice, items: section.advice }]),
  { kind: 'text', text: words.saidBy(section.saidBy) },
  ...(section.nextUpdateDue === null
    ? []
    : [{ kind: 'text' as const, text: words.nextUpdateDue(section.nextUpdateDue, at) }]),
  { kind: 'link', label: words.openPage, url: section.url },
];
