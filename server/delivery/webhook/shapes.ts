import type { ChannelWords } from '#server/contract/channel-words';
import type { Envelope, WebhookShape, WebhookTarget } from '../channel';
import { webAddress } from '../mail/document';
import type { Message, Section } from '../message';
import { clipped, linesTold } from '../told';

type Shaped = (envelope: Envelope<WebhookTarget>, words: ChannelWords, source: string) => unknown;

/** CloudEvents 1.0, in JSON. */
const comptoir: Shaped = ({ manageUrl, message }, _, source) => ({
  specversion: '1.0',
  id: message.id,
  source,
  type: 'comptoir.message',
  subject: message.topic,
  time: message.at.toISOString(),
  datacontenttype: 'application/json',
  data: { subject: message.subject, sections: message.sections, url: message.url, manageUrl },
});

/** Texts of people stand in `plain_text`, which marks nothing up and calls nobody: 50 blocks, 150 signs a header, 3,000 a text. */
const slack: Shaped = ({ message }, words) => ({
  text: clipped(slackEscaped(message.subject), 3_000),
  unfurl_links: false,
  blocks: [
    ...shown(message).flatMap((section) => [
      { type: 'header', text: plain(section.title, 150) },
      { type: 'section', text: plain(linesTold(section, message.at, words).join('\n'), 3_000) },
      ...slackLink(section.url, words.openPage),
    ]),
    { type: 'context', elements: [plain(words.asOf(message.at), 3_000)] },
  ],
});
const plain = (text: string, most: number) => ({
  type: 'plain_text',
  text: clipped(text.trim(), most) || '–',
  emoji: false,
});
const slackEscaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const slackLink = (url: string, label: string) => {
  const address = webAddress(url)?.replaceAll('|', '%7C');
  return address === undefined
    ? []
    : [
        {
          type: 'section',
          text: { type: 'mrkdwn', text: `<${slackEscaped(address)}|${slackEscaped(label)}>` },
        },
      ];
};

/** An Adaptive Card as workflows take it; a run of text marks nothing up. */
const teams: Shaped = ({ message }, words) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        fallbackText: clipped(message.subject, 300),
        body: [
          ...fitting(
            shown(message).flatMap((section) => teamsRuns(section, message.at, words)),
            MOST_BYTES,
          ),
          run(words.asOf(message.at), { isSubtle: true }),
        ],
        actions: teamsAction(message.url, words.openPage),
      },
    },
  ],
});
/** Of what is said, so that all of it stays under 28 kB. */
const MOST_BYTES = 22_000;
const fitting = <T>(parts: readonly T[], most: number): T[] => {
  let left = most;
  const end = parts.findIndex((part) => {
    left -= Buffer.byteLength(JSON.stringify(part)) + 1;
    return left < 0;
  });
  return parts.slice(0, end < 0 ? parts.length : end);
};
const teamsRuns = (section: Section, at: Date, words: ChannelWords) => [
  run(clipped(section.title, 300), { weight: 'Bolder', size: 'Medium' }),
  ...linesTold(section, at, words).map((line) => run(clipped(line, 400))),
];
const run = (text: string, style: Record<string, unknown> = {}) => ({
  type: 'RichTextBlock',
  inlines: [{ type: 'TextRun', text, ...style }],
});
const teamsAction = (url: string, title: string) => {
  const address = webAddress(url);
  return address === null ? [] : [{ type: 'Action.OpenUrl', title, url: address }];
};

/** Ten embeds, 6,000 signs in all, 256 a title; nobody is called, whatever a text says. */
const discord: Shaped = ({ message }, words) => {
  const sections = shown(message);
  const each = Math.floor(DISCORD_SIGNS / sections.length);
  return {
    content: clipped(discordEscaped(message.subject), 2_000),
    allowed_mentions: { parse: [] },
    embeds: sections.map((section, index) => {
      const url = webAddress(section.url);
      const title = clipped(discordEscaped(section.title), Math.min(256, Math.floor(each / 2)));
      const told = discordEscaped(linesTold(section, message.at, words).join('\n'));
      return {
        title,
        description: clipped(told, Math.min(4_096, each - title.length)),
        timestamp: message.at.toISOString(),
        ...(url === null ? {} : { url }),
        ...(index === sections.length - 1 ? { footer: { text: clipped(words.asOf(message.at), 400) } } : {}),
      };
    }),
  };
};
const DISCORD_SIGNS = 5_500;
const discordEscaped = (text: string): string => text.replace(/[\\*_~`|>[\]()#@<]/g, (sign) => `\\${sign}`);

/** Past so many, the page says the rest. */
const MOST_SECTIONS = 10;
const shown = ({ sections }: Message): readonly Section[] => sections.slice(0, MOST_SECTIONS);

export const SHAPES: Record<WebhookShape, Shaped> = { comptoir, slack, teams, discord };
