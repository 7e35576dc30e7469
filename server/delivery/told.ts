import type { ChannelWords } from '#server/contract/channel-words';
import type { Section } from './message';

/** What a section says under its title, line by line, for channels that only have lines. */
export const linesTold = (section: Section, at: Date, words: ChannelWords): string[] => [
  ...section.lines,
  ...(section.advice.length === 0 ? [] : [words.advice, ...section.advice.map((advice) => `- ${advice}`)]),
  words.saidBy(section.saidBy),
  ...(section.nextUpdateDue === null ? [] : [words.nextUpdateDue(section.nextUpdateDue, at)]),
];

/** `most` signs at most, of UTF-16; cut, it says so. */
export const clipped = (text: string, most: number): string =>
  text.length <= most
    ? text
    : `${text
        .slice(0, most - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`;
