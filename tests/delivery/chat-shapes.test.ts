import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelWords } from '#app/words/channels';
import type { WebhookShape } from '#server/delivery/channel';
import type { Message } from '#server/delivery/message';
import { SHAPES } from '#server/delivery/webhook/shapes';
import { chatFaults } from '../support/world/drawn-as-text';
import { HOSTILE_TEXTS } from '../support/world/hostile-texts';
import { aMessage, anEnvelope, aSection } from '../support/world/messages';

// The rules of each service, from its public documentation, read in November 2026:
// docs.slack.dev/reference/block-kit, learn.microsoft.com « Create Incoming Webhooks » and adaptivecards.io/explorer,
// discord.com/developers « Execute Webhook » and « Embed Limits ».

// biome-ignore lint/suspicious/noExplicitAny: JSON as others read it.
type Json = any;
const shaped = (shape: WebhookShape, message: Partial<Message>): Json => {
  const target = { channel: 'webhook' as const, url: 'https://x.example/', shape, secrets: [] };
  return JSON.parse(
    JSON.stringify(SHAPES[shape](anEnvelope(target, message), channelWords, 'https://comptoir.example')),
  );
};

const texts = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom('x'.repeat(9_000), '€\u0001'.repeat(4_000), '[a](b) '.repeat(1_500), '🙂'.repeat(4_000)),
);
const messages: fc.Arbitrary<Partial<Message>> = fc.record({
  subject: texts,
  sections: fc.array(
    fc
      .record({
        title: texts,
        lines: fc.array(texts, { maxLength: 20 }),
        advice: fc.array(texts, { maxLength: 9 }),
      })
      .map(aSection),
    { minLength: 1, maxLength: 30 },
  ),
});
const holds = (shape: WebhookShape, check: (json: Json) => void) =>
  fc.assert(
    fc.property(messages, (message) => check(shaped(shape, message))),
    { numRuns: 150, endOnFailure: true },
  );

describe('Slack', () => {
  it('takes any message: 50 blocks, 150 signs a header, 3,000 a text', () =>
    holds('slack', ({ text, blocks }) => {
      expect(text.length).toBeLessThanOrEqual(3_000);
      expect(blocks.length).toBeLessThanOrEqual(50);
      for (const block of blocks) {
        expect(['header', 'section', 'context']).toContain(block.type);
        for (const each of block.elements ?? [block.text]) {
          expect(each.text.length).toBeGreaterThan(0);
          expect(each.text.length).toBeLessThanOrEqual(block.type === 'header' ? 150 : 3_000);
        }
      }
    }));
});

describe('Teams', () => {
  it('takes any message: one Adaptive Card of plain runs, under 28 kB', () =>
    holds('teams', (json) => {
      expect(Buffer.byteLength(JSON.stringify(json))).toBeLessThan(28_000);
      expect(json.type).toBe('message');
      const [{ contentType, content }, ...others] = json.attachments;
      expect([contentType, content.type, content.version, others]).toEqual([
        'application/vnd.microsoft.card.adaptive',
        'AdaptiveCard',
        '1.4',
        [],
      ]);
      for (const { type, inlines } of content.body) {
        expect(type).toBe('RichTextBlock');
        for (const run of inlines) expect([run.type, typeof run.text]).toEqual(['TextRun', 'string']);
      }
      expect(content.actions).toEqual([
        { type: 'Action.OpenUrl', title: channelWords.openPage, url: aMessage().url },
      ]);
    }));
});

describe('Discord', () => {
  it('takes any message: 2,000 signs, ten embeds, 256 a title, 4,096 a text, 6,000 in all, nobody called', () =>
    holds('discord', ({ content, embeds, allowed_mentions }) => {
      expect(allowed_mentions).toEqual({ parse: [] });
      expect(content.length).toBeLessThanOrEqual(2_000);
      expect(embeds.length).toBeLessThanOrEqual(10);
      let all = 0;
      for (const { title, description, footer } of embeds) {
        expect(title.length).toBeLessThanOrEqual(256);
        expect(description.length).toBeLessThanOrEqual(4_096);
        all += title.length + description.length + (footer?.text.length ?? 0);
      }
      expect(all).toBeLessThanOrEqual(6_000);
    }));
  it('makes no link of what somebody typed', () => {
    const { embeds } = shaped('discord', {
      sections: [aSection({ title: '[ici](https://x.example)', lines: ['[là](https://x.example)'] })],
    });
    expect(embeds[0].title).toBe('\\[ici\\]\\(https://x.example\\)');
    expect(embeds[0].description).toContain('\\[là\\]\\(https://x.example\\)');
  });
});

describe('whatever a group is of', () => {
  it.each(HOSTILE_TEXTS)('nothing is marked up and nobody is called by %j', (text) => {
    const told = {
      subject: text,
      sections: [aSection({ title: text, lines: [text], advice: [text], saidBy: text })],
    };
    for (const shape of ['slack', 'teams', 'discord'] as const)
      expect([shape, chatFaults(shape, shaped(shape, told))]).toEqual([shape, []]);
  });
});
