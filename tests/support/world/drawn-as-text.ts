import type { WebhookShape } from '#server/delivery/channel';
import type { Received } from '../peers/mail-server';

/** What of a message a text of somebody's has made more than text. */

const TAGS = [
  ...['html', 'head', 'meta', 'title', 'style', 'body', 'div', 'h1', 'h2', 'p', 'br', 'ul', 'li', 'a'],
];

export const MAIL_HEADERS = [
  ...['auto-submitted', 'content-type', 'date', 'from', 'in-reply-to', 'list', 'message-id', 'mime-version'],
  ...['references', 'subject', 'to'],
];

export const mailFaults = ({ parsed, raw }: Pick<Received, 'parsed' | 'raw'>): string[] => {
  const tags = [...String(parsed.html).matchAll(/<\/?([a-z0-9]+)[^>]*>/gi)];
  const headers = [...parsed.headers.keys()].sort();
  const [head = ''] = raw.split('\r\n\r\n');
  const shown = [parsed.subject ?? '', ...parsed.attachments.map(({ filename }) => filename ?? 'attachment')];
  return [
    ...tags.flatMap(([tag, name = '']) => (TAGS.includes(name) ? [] : [`tag ${tag}`])),
    ...tags.flatMap(([tag]) => (/\son\w+=|javascript:/i.test(tag) ? [`handler ${tag}`] : [])),
    ...(headers.join() === MAIL_HEADERS.join() ? [] : [`headers ${headers}`]),
    ...(/^Bcc:/im.test(head) ? ['a second address'] : []),
    ...(/[\p{Cc}\u202a-\u202e]/u.test(shown[0] ?? '') ? [`subject ${JSON.stringify(shown[0])}`] : []),
    ...(shown.length > 1 ? ['an attachment'] : []),
  ];
};

// biome-ignore lint/suspicious/noExplicitAny: JSON as others read it.
type Json = any;

const OURS = /^https:\/\/comptoir\.example(?:\/|$)/;

/** Every field of that name, however deep. */
const fieldsNamed = (name: string, json: Json): Json[] =>
  typeof json !== 'object' || json === null
    ? []
    : Object.entries(json).flatMap(([own, value]) => [
        ...(own === name ? [value] : []),
        ...fieldsNamed(name, value),
      ]);

const marked = (texts: readonly string[], marks: RegExp): string[] =>
  texts.filter((text) => marks.test(text)).map((text) => `marks up ${JSON.stringify(text.slice(0, 80))}`);

/** Of `mrkdwn` there is our own link alone; the line for notifications is escaped. */
const slackFaults = ({ text, blocks }: Json): string[] => {
  const links = blocks.flatMap((block: Json) => (block.text?.type === 'mrkdwn' ? [block.text.text] : []));
  return [
    ...marked([text], /[<>]/),
    ...marked(links, /^(?!<https:\/\/comptoir\.example\/[^<>|]*\|[^<>|]*>$)/),
  ];
};

/** A `TextBlock` of an Adaptive Card is read as Markdown, a `TextRun` is not. */
const teamsFaults = (json: Json): string[] =>
  fieldsNamed('type', json).includes('TextBlock') ? ['a text that is read as Markdown'] : [];

const DISCORD_MARKS = /[*_~`|>[\]()#@<]/;
const discordFaults = ({ content, embeds, allowed_mentions }: Json): string[] => {
  const texts = [content, ...embeds.flatMap(({ title, description }: Json) => [title, description])];
  return [
    ...marked(
      texts.map((text) => text.replace(/\\[\s\S]/g, '')),
      DISCORD_MARKS,
    ),
    ...(JSON.stringify(allowed_mentions) === '{"parse":[]}' ? [] : ['somebody is called']),
  ];
};

const FAULTS: Record<WebhookShape, (json: Json) => string[]> = {
  comptoir: () => [],
  slack: slackFaults,
  teams: teamsFaults,
  discord: discordFaults,
};

export const chatFaults = (shape: WebhookShape, json: Json): string[] => [
  ...FAULTS[shape](json),
  ...fieldsNamed('url', json).flatMap((url) => (OURS.test(url) ? [] : [`leads to ${url}`])),
];
