import pLimit from 'p-limit';
import type { ChannelWords } from '#server/contract/channel-words';
import type { EmailTarget, Envelope, Send } from '../channel';
import type { Message, Section } from '../message';
import { type MailBlock, type MailDocument, OWN_PAGE } from './document';
import type { Mail, Relay } from './relay';

export const sendMails = (relay: Relay, words: ChannelWords): Send<EmailTarget> => {
  /** Those who are told the same are told the very same sections. */
  const documents = new WeakMap<readonly Section[], MailDocument>();
  const documentFor = (message: Message): MailDocument => {
    const document = documents.get(message.sections) ?? documentOf(message, words);
    documents.set(message.sections, document);
    return document;
  };
  return (envelopes, signal) => {
    const turns = pLimit(IN_HAND);
    return Promise.all(
      envelopes.map((envelope) =>
        turns(() => relay.send(messageMail(envelope, documentFor(envelope.message)), signal)),
      ),
    );
  };
};

/** A mail is written when its turn is near: a hundred at once would keep readers waiting. */
const IN_HAND = 8;

/** What somebody who subscribed is told, as a mail. */
const messageMail = (
  { target, manageUrl, message }: Envelope<EmailTarget>,
  document: MailDocument,
): Mail => ({
  to: target.address,
  subject: message.subject,
  id: message.id,
  topic: message.topic,
  ownPage: manageUrl,
  document,
});

const documentOf = (message: Message, words: ChannelWords): MailDocument => ({
  title: message.sections[0]?.title ?? message.subject,
  blocks: message.sections.flatMap((section, index) => [
    ...(index === 0 ? [] : [{ kind: 'heading' as const, text: section.title }]),
    ...sectionBlocks(section, message, words),
  ]),
  foot: [
    { kind: 'text', text: words.asOf(message.at) },
    { kind: 'text', text: words.whyYou },
    { kind: 'link', label: words.manage, url: OWN_PAGE },
  ],
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
